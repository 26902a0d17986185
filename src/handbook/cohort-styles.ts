import type { Cohort } from '../schema/cohort.ts';

/** Whether a cohort has looks of its own: without them no page asks for a second style sheet. */
export function hasStyles({ colours, fonts }: Cohort): boolean {
  return Object.keys(colours).length + Object.keys(fonts).length > 0;
}

/**
 * Style sheet with the cohort's colours and fonts, over the tokens of `src/styles/theme.css`.
 * @param address of a file of the cohort's folder
 */
export function cohortStyles({ colours, fonts }: Cohort, address: (file: string) => string): string {
  const faces: string[] = [];
  const tokens: string[] = [];
  for (const name of ['accent', 'paper', 'ink'] as const) {
    const pair = colours[name];
    if (pair) tokens.push(`--${name}: light-dark(${pair.light}, ${pair.dark});`);
  }
  for (const [name, generic] of [
    ['serif', 'serif'],
    ['sans', 'sans-serif'],
    ['mono', 'monospace'],
  ] as const) {
    const file = fonts[name];
    if (file === undefined) continue;
    const source = `url('${address(file)}') format('woff2')`;
    faces.push(
      `@font-face { font-family: 'Cohort ${name}'; font-weight: 200 900; font-display: swap; src: ${source}; }`,
    );
    tokens.push(`--${name}: 'Cohort ${name}', ${generic};`);
  }
  // Twice the selector: these tokens win over the site's own wherever the sheet stands in the head.
  return [...faces, `:root:root { ${tokens.join(' ')} }`, ''].join('\n');
}

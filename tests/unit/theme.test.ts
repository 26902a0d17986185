import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast as contrastOf, themeColours } from '../../src/handbook/checks/cohort-settings.ts';

const css = readFileSync(new URL('../../src/styles/theme.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** Colours by token, one for each theme. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

function contrast(name: string, on: string, theme: Theme): number {
  const [one = '', other = ''] = [tokens.get(name)?.[theme], tokens.get(on)?.[theme]];
  return contrastOf(one, other);
}

it('has the colours against which those of a cohort are checked', () => {
  for (const [name, pair] of Object.entries(themeColours)) expect(tokens.get(name)).toEqual(pair);
});

const code = ['keyword', 'string', 'comment', 'number', 'function', 'type'].map((name) => `tok-${name}`);
const text = ['ink', 'ink-2', 'ink-3', 'accent', 'warn', 'good'];
const marks = [
  'rule-strong',
  ...[1, 2, 3, 4].map((n) => `series-${n}`),
  ...[1, 2, 3, 4, 5, 6].map((n) => `phase-${n}`),
];

describe.for(themes)('colours of the %s theme', (theme) => {
  it.for(text.flatMap((name) => ['paper', 'paper-2', 'code-bg'].map((on) => [name, on] as const)))(
    '%s on %s reads at 4.5:1',
    ([name, on]) => expect(contrast(name, on, theme)).toBeGreaterThanOrEqual(4.5),
  );

  it.for(code)('%s on code-bg reads at 4.5:1', (name) =>
    expect(contrast(name, 'code-bg', theme)).toBeGreaterThanOrEqual(4.5),
  );

  it('accent-ink on accent reads at 4.5:1', () =>
    expect(contrast('accent-ink', 'accent', theme)).toBeGreaterThanOrEqual(4.5));

  it.for(marks)('%s on paper shows at 3:1', (name) => expect(contrast(name, 'paper', theme)).toBeGreaterThanOrEqual(3));
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

declare const axe: { run: (context: ElementContext, options: RunOptions) => Promise<AxeResults> };

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const views = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [320, 1280].map((width) => ({ colorScheme, width })),
);

/**
 * What axe objects to on an open page, with everything unfolded, in both themes, on a phone and on a desktop.
 * Axe is put into the page from outside, so its context needs `bypassCSP`.
 * @throws Error where a view has passed so few rules that nothing was looked at, or scrolls sideways
 */
export async function objectionsOf(page: Page): Promise<string[]> {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await page.evaluate(source);
  const told: string[] = [];
  for (const { colorScheme, width } of views) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const { violations, passes } = await page.evaluate(runAxe, tags);
    if (passes.length <= 10) throw new Error(`axe has passed ${passes.length} rules: it has not seen the page`);
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth);
    if (scrolls > width) throw new Error(`the page is ${scrolls} px wide on a screen of ${width} px`);
    for (const { id, help, nodes } of violations) {
      const places = nodes.slice(0, 3).map(({ html }) => html.slice(0, 160));
      told.push(`${colorScheme}, ${width} px: ${id} (${help}): ${nodes.length} times, ${places.join(' | ')}`);
    }
  }
  return told;
}

/** Runs in the page. */
function runAxe(values: string[]): Promise<AxeResults> {
  return axe.run(document as unknown as ElementContext, {
    runOnly: { type: 'tag', values },
    resultTypes: ['violations'],
  });
}

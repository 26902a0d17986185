import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds } from './kinds.ts';
import { launch, open } from './open.ts';

declare const axe: { run: (context: ElementContext, options: RunOptions) => Promise<AxeResults> };

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const views = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [320, 1280].map((width) => ({ colorScheme, width })),
);
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('every kind of page, in both themes, on a phone and on a desktop', () => {
  it.for(kinds)('/%s has nothing that axe objects to', async (path) => {
    // Axe is put into the page from outside, past its policy.
    const { page, close } = await open(browser, path, { bypassCSP: true, reducedMotion: 'reduce' });
    // What is folded away is read, too.
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    await page.evaluate(source);
    const told: string[] = [];
    for (const { colorScheme, width } of views) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const { violations, passes } = await page.evaluate(runAxe, tags);
      expect(passes.length).toBeGreaterThan(10);
      for (const { id, help, nodes } of violations) {
        const places = nodes.slice(0, 3).map(({ html }) => html.slice(0, 160));
        told.push(`${colorScheme}, ${width} px: ${id} (${help}): ${nodes.length} times, ${places.join(' | ')}`);
      }
    }
    await close();
    expect(told).toEqual([]);
  });
});

/** Runs in the page. */
function runAxe(values: string[]): Promise<AxeResults> {
  return axe.run(document as unknown as ElementContext, {
    runOnly: { type: 'tag', values },
    resultTypes: ['violations'],
  });
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { contextOf, fileWith, importFile, openProgress } from './desk-tools.ts';
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

describe('the desk with something on it', () => {
  it.for(['weeks/week-09/', 'progress/', 'review/'])('/%s has nothing that axe objects to', async (path) => {
    const context = await contextOf(browser, { bypassCSP: true, reducedMotion: 'reduce' });
    const progress = await openProgress(context);
    const levels = { 'rubric-scalability-considerations': 'staff' };
    await importFile(
      progress,
      fileWith({
        'tick:week-09#plan-mon-1': { kind: 'tick', at: 1, done: true, hash: 'another' },
        'note:week-09#plan': {
          kind: 'note',
          versions: { '1aaaaaaa': { at: 1, text: 'A **note** with a list:\n\n- one' } },
        },
        'score:week-09#rubric-scalability-considerations@2026-11-02': { kind: 'score', at: 1, level: 'below' },
        'score:week-09#rubric-scalability-considerations@2026-11-03': { kind: 'score', at: 1, level: 'staff' },
        'peer:week-09@Ada': { kind: 'peer', at: 1, name: 'Ada', levels, remarks: {} },
        'plan:learner': { kind: 'plan', at: 1, track: 'roadmap', start: '2026-01-05', hours: 40, rest: [7], off: [] },
      }),
    );
    await progress.locator('[data-import-confirm]').click();
    await progress.getByText('Merged:').waitFor();
    await progress.close();
    const page = await context.newPage();
    await page.goto(new URL(path, inject('siteUrl')).href);
    await page.locator('[data-ready], .note-field').first().waitFor();
    await page
      .locator('[data-hand-over]')
      .click({ timeout: 500 })
      .catch(() => undefined);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    await page.waitForTimeout(500);
    await page.evaluate(source);
    const told: string[] = [];
    for (const { colorScheme, width } of views) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await page.evaluate(runAxe, tags);
      told.push(...violations.map(({ id, nodes }) => `${colorScheme} ${width}: ${id} ${nodes[0]?.html.slice(0, 160)}`));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await context.close();
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

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { objectionsOf } from '../../browser/axe.ts';
import { contextOf, fileWith, importFile, openProgress } from './desk-tools.ts';
import { launch } from '../../browser/open.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

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
    await page.waitForTimeout(500);
    const told = await objectionsOf(page);
    await context.close();
    expect(told).toEqual([]);
  });
});

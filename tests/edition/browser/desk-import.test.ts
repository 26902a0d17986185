import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { box, contextOf, exportOf, fileWith, importFile, openProgress, openWeek } from './desk-tools.ts';
import { launch } from '../../browser/open.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const tick = { kind: 'tick', at: 1_790_000_000_000, done: true };
const key = 'tick:week-09#plan-mon-1';

describe('a file that is not sound', () => {
  const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`tick:week-09#check-${index}`, tick]));
  it.for([
    ['truncated', fileWith({ [key]: tick }).slice(0, -3), /not complete/],
    ['foreign', '{"bookmarks": [1, 2]}', /not an export of a handbook/],
    ['of a newer version', fileWith({ [key]: tick }, 7), /newer release/],
    ['with 100,000 entries', fileWith(many), /100000 entries/],
  ] as const)('%s is refused in words and changes nothing', async ([, text, problem]) => {
    const context = await contextOf(browser);
    const week = await openWeek(context);
    await week.locator(box('plan-mon-2')).check();
    const page = await openProgress(context);
    expect(await importFile(page, text)).toMatch(problem);
    expect(await page.locator('[data-import-confirm]').isVisible()).toBe(false);
    expect(Object.keys((await exportOf(context)).entries)).toEqual(['tick:week-09#plan-mon-2']);
    await context.close();
  });

  it('huge is refused in words, without being read to the end', async () => {
    const context = await contextOf(browser);
    const page = await openProgress(context);
    await page.locator('[data-import]').evaluate((input: HTMLInputElement) => {
      const files = new DataTransfer();
      files.items.add(new File([' '.repeat(31_000_000)], 'x.json'));
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    });
    await expect.poll(() => page.locator('[data-import-preview]').innerText()).toMatch(/31\.0 MB.*Nothing was changed/);
    await context.close();
  });

  it('hostile runs nothing: a script in a note stays text, and no prototype is touched', async () => {
    const context = await contextOf(browser);
    const complaints: string[] = [];
    context.on('dialog', (dialog) => (complaints.push(dialog.message()), void dialog.dismiss()));
    context.on('weberror', (error) => complaints.push(error.error().message));
    const page = await openProgress(context);
    const hostile = [
      '<img src=x onerror=alert(1)><script>alert(2)</script>',
      '[a link](javascript:alert(3)) ![x](https://evil.example/x.png)',
      '<iframe srcdoc="<script>alert(4)</script>">',
    ].join('\n\n');
    const text = `{"format": "handbook-progress", "version": 1, "__proto__": {"polluted": 1}, "entries": {
      "__proto__": {"polluted": 1}, "constructor": {"polluted": 1},
      "${key}": ${JSON.stringify({ ...tick, html: '<b>' })},
      "peer:week-09@<img src=x onerror=alert(5)>": ${JSON.stringify({ kind: 'peer', at: 1, name: '<img src=x onerror=alert(5)>', levels: { 'rubric-scalability-considerations': 'staff' }, remarks: {} })},
      "note:week-09#page": ${JSON.stringify({ kind: 'note', versions: { '1aaaaaaa': { at: 1, text: hostile } } })}}}`;
    expect(await importFile(page, text)).toMatch(/2 entries cannot be read/);
    await page.locator('[data-import-confirm]').click();
    const notes = page.locator('.desk [data-notes]');
    await expect.poll(() => notes.innerText()).toContain('<img src=x onerror=alert(1)>');
    expect(await notes.locator('img, script, iframe, a[href^="javascript"]').count()).toBe(0);
    const week = await openWeek(context);
    expect(await week.locator('textarea').first().inputValue()).toBe(hostile);
    await week.locator('#rubric').scrollIntoViewIfNeeded();
    await week.locator('.second-copy').waitFor();
    expect(await week.locator('main img[src="x"]').count()).toBe(0);
    expect(await week.evaluate(() => 'polluted' in {})).toBe(false);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a sound file', () => {
  it('is shown before it is merged, loses neither side, and changes nothing the second time', async () => {
    const context = await contextOf(browser);
    const week = await openWeek(context);
    await week.locator(box('plan-mon-2')).check();
    const page = await openProgress(context);
    const text = fileWith({
      [key]: tick,
      'note:week-09#page': { kind: 'note', versions: { '1aaaaaaa': { at: 1, text: 'Mine' } } },
    });
    expect(await importFile(page, text)).toMatch(/New here: 2/);
    expect(Object.keys((await exportOf(context)).entries)).toHaveLength(1);
    await page.locator('[data-import-cancel]').click();
    expect(Object.keys((await exportOf(context)).entries)).toHaveLength(1);
    await importFile(page, text);
    await page.locator('[data-import-confirm]').click();
    await expect.poll(() => week.locator(box('plan-mon-1')).isChecked()).toBe(true);
    const once = await exportOf(context);
    expect(Object.keys(once.entries)).toHaveLength(3);
    expect(await importFile(page, text)).toMatch(/would change nothing/);
    expect((await exportOf(context)).entries).toEqual(once.entries);
    await context.close();
  });
});

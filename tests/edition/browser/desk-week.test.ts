import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { brotli, kib } from '../../../src/build/page-weight.ts';
import { box, contextOf, openProgress, openWeek, textOf } from './desk-tools.ts';
import { launch } from '../../browser/open.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Scores a criterion of week 9. */
async function score(page: Page, criterion: string, level: string): Promise<void> {
  await page.locator('#rubric').scrollIntoViewIfNeeded();
  await page.locator('[data-scores] details').first().waitFor();
  await page.locator(`[data-score][name="rubric-${criterion}"][value="${level}"]`).check();
}

const criteria = [
  'scalability-considerations',
  'architecture-trade-offs-analysis',
  'implementation-feasibility',
  'performance-estimations',
];

it('week 9, from Monday to Sunday: a laptop is lost on Thursday, a phone goes on, a peer scores the result', async () => {
  const laptop = await contextOf(browser);
  const monday = await openWeek(laptop);
  for (const id of ['plan-mon-1', 'plan-mon-2', 'plan-tue-1', 'check-design-database-schema'])
    await monday.locator(box(id)).check();
  await monday.locator('[data-note="note:week-09#plan"]').click();
  await monday.locator('textarea[data-note="note:week-09#plan"]').fill('Shards: ask **Ada**');
  await score(monday, 'scalability-considerations', 'proficient');
  await monday.locator('[data-scores] summary').first().click();
  await monday.getByLabel('Scalability considerations').last().fill('https://example.org/design.pdf');
  await monday.getByLabel('Scalability considerations').last().blur();
  expect(await monday.locator('.scores').innerText()).toMatch(/32 of 100 points/);
  const desk = await openProgress(laptop);
  expect(await desk.locator('[data-today]').innerText()).toMatch(/Week 9.*Monday/s);
  expect(await desk.locator('.desk [data-notes]').innerText()).toMatch(/ask Ada/);
  await desk.locator('[data-hand-over]').click();
  const link = await desk.locator('[data-hand-over-link]').inputValue();
  expect(new URL(link).hash.length).toBeGreaterThan(50);
  const [exported] = await Promise.all([desk.waitForEvent('download'), desk.locator('[data-export]').click()]);
  const file = await textOf(exported);
  await laptop.close();

  const phone = await contextOf(browser, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const received = await openProgress(phone, new URL(link).hash);
  await received.locator('[data-import-confirm]').waitFor();
  expect(received.url()).not.toContain('hand-over');
  await received.locator('[data-import-confirm]').click();
  const thursday = await openWeek(phone);
  expect(await thursday.locator(box('plan-tue-1')).isChecked()).toBe(true);
  expect(await thursday.locator('textarea[data-note="note:week-09#plan"]').inputValue()).toBe('Shards: ask **Ada**');
  for (const id of ['plan-thu-1', 'read']) await thursday.locator(box(id)).check();
  for (const criterion of criteria) await score(thursday, criterion, 'proficient');
  expect(await thursday.locator('.scores').innerText()).toMatch(/80 of 100 points.*This passes/s);
  // The export of Monday comes late and takes nothing back.
  const again = await openProgress(phone);
  await again
    .locator('[data-import]')
    .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(file) });
  await expect.poll(() => again.locator('[data-import-preview]').innerText()).toMatch(/would change nothing/);
  expect(await again.locator('#track-roadmap').innerText()).toMatch(
    /1 of 24 finished, 44\.5 h of \d+(?:\.\d)? h planned.*Week 9: [^\n]+\nfinished\n44\.5 h of 44\.5 h\n/s,
  );

  const peer = await contextOf(browser);
  const review = await openWeek(peer);
  for (const criterion of criteria.slice(1)) await score(review, criterion, 'proficient');
  await score(review, 'scalability-considerations', 'developing');
  await review.getByText('A second person’s copy').click();
  await review.getByLabel('Your name').fill('Grace');
  const [sheet] = await Promise.all([
    review.waitForEvent('download'),
    review.getByRole('button', { name: 'Save my sheet' }).click(),
  ]);
  const text = await textOf(sheet);
  await peer.close();

  await thursday.getByText('A second person’s copy').click();
  await thursday
    .locator('[data-sheet]')
    .setInputFiles({ name: 'grace.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect.poll(() => thursday.locator('.second-copy').innerText()).toMatch(/80 points by you, 68 by Grace/);
  expect(await thursday.locator('.second-copy').innerText()).toMatch(
    /same level to 3 of 4 criteria.*one level apart on 4/s,
  );
  await phone.close();
});

describe('a page', () => {
  it('without script shows no control of the desk, and has its ticks again with script', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'handbook-profile-'));
    const visit = async (javaScriptEnabled: boolean, act: (page: Page) => Promise<void>) => {
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: inject('browser'),
        javaScriptEnabled,
        args: ['--no-sandbox', '--disable-gpu'],
      });
      const page = await context.newPage();
      await page.goto(new URL('weeks/week-09/', inject('siteUrl')).href);
      await act(page);
      await context.close();
    };
    await visit(true, async (page) => {
      await page.locator('.note-button').first().waitFor();
      await page.locator(box('plan-mon-1')).check();
      await page.waitForTimeout(300);
    });
    await visit(false, async (page) => {
      const shown = await page.locator('main :is(input, select, textarea, button)').evaluateAll((controls) => {
        return controls.filter((control) => control.checkVisibility()).map(({ outerHTML }) => outerHTML);
      });
      expect(shown).toEqual([]);
      expect(await page.locator('#checklist').isVisible()).toBe(true);
    });
    await visit(true, async (page) => {
      await expect.poll(() => page.locator(box('plan-mon-1')).isChecked()).toBe(true);
    });
    rmSync(profile, { recursive: true, force: true });
  });

  /** Weight of the scripts that a page asks for and another kind of page does not, compressed. */
  const scriptsOf = async (path: string) => {
    const context = await contextOf(browser);
    const page = await context.newPage();
    const scripts = new Map<string, number>();
    page.on('response', async (response) => {
      if (/\.js$/.test(response.url())) scripts.set(response.url(), brotli(await response.body()));
    });
    await page.goto(new URL(path, inject('siteUrl')).href, { waitUntil: 'networkidle' });
    await page.waitForTimeout(500);
    await context.close();
    return scripts;
  };

  it('with something to tick brings at most 6 KiB for it; one without brings nothing', async () => {
    const plain = await scriptsOf('glossary/');
    const week = await scriptsOf('weeks/week-09/');
    const desk = [...week].filter(([url]) => !plain.has(url));
    expect(desk.length).toBeGreaterThan(0);
    expect(desk.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThanOrEqual(kib(6));
    for (const url of plain.keys()) expect(url).not.toMatch(/store|notes|rubric|offline|merge/);
  });
});

it('a little progress goes to a phone as a code, drawn here', async () => {
  const context = await contextOf(browser);
  const week = await openWeek(context);
  await week.locator(box('plan-mon-1')).check();
  const asked: string[] = [];
  const page = await openProgress(context);
  page.on('request', (request) => asked.push(request.url()));
  await page.locator('[data-hand-over]').click();
  await page.locator('svg.qr-code').waitFor();
  expect(asked.filter((url) => !url.startsWith(inject('siteUrl')))).toEqual([]);
  await context.close();
});

describe('the review', () => {
  it('is done with the keyboard alone', async () => {
    const context = await contextOf(browser);
    const week = await openWeek(context);
    await week.locator(box('plan-mon-1')).check();
    const page = await context.newPage();
    await page.goto(new URL('review/', inject('siteUrl')).href);
    await page.locator('[data-review][data-ready]').waitFor();
    const question = await page.locator('.question').innerText();
    expect(await page.locator('.answer').count()).toBe(0);
    await page.keyboard.press('Space');
    expect(await page.locator('.answer').count()).toBe(1);
    await page.keyboard.press('4');
    await expect.poll(() => page.locator('.question').innerText()).not.toBe(question);
    expect(await page.locator('[data-review-status]').innerText()).toMatch(/1 answered/);
    await page.reload();
    await page.locator('[data-review][data-ready]').waitFor();
    expect(await page.locator('[data-review-facts]').innerText()).toMatch(/1 of \d+ met/);
    await context.close();
  });
});

describe('the plan', () => {
  it('dates every week, says what is late, plans again and goes into a calendar', async () => {
    const context = await contextOf(browser);
    const page = await openProgress(context);
    await page.getByLabel('First day').fill('2026-01-05');
    await page.getByLabel('Hours a week').fill('40');
    await page.getByLabel('Sunday').check();
    await page.getByLabel(/Days off/).fill('2026-02-30');
    await page.getByRole('button', { name: 'Save the plan' }).click();
    expect(await page.locator('[data-plan-status]').innerText()).toMatch(/written as 2026-12-24/);
    await page.getByLabel(/Days off/).fill('2026-02-02 – 2026-02-08');
    await page.getByRole('button', { name: 'Save the plan' }).click();
    await expect.poll(() => page.locator('[data-plan-status]').innerText()).toMatch(/days behind/);
    const uids = async () => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-calendar]').click()]);
      return [...(await textOf(download)).replaceAll('\r\n ', '').matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);
    };
    const before = await uids();
    expect(before).toHaveLength(24);
    await page.getByRole('button', { name: /again from today/ }).click();
    await expect.poll(() => page.locator('[data-plan-status]').innerText()).toMatch(/^Today the plan has Week 1/);
    expect(await uids()).toEqual(before);
    await context.close();
  });
});

it('every page names the file of what it exports: the schema is published', () => {
  const { folder } = inject('builds').base;
  expect(JSON.parse(readFileSync(join(folder, 'api/schema/progress.json'), 'utf8'))).toMatchObject({ type: 'object' });
});

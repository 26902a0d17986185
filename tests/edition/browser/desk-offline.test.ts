import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type RunningSite, serveStatic } from '../../../src/build/static-server.ts';
import { box } from './desk-tools.ts';
import { launch } from '../../browser/open.ts';

const { folder: built, base } = inject('builds').base;
let browser: Browser;
let folder: string;
let site: RunningSite;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A copy of the site that a test may release anew, with the pages that it needs. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handbook-release-'));
  for (const part of readdirSync(built)) {
    const left = /^(modules|artefacts|kits|api|.*\.md|.*\.xml|.*\.txt)$/.test(part);
    if (!left)
      cpSync(join(built, part), join(folder, part), {
        recursive: true,
        filter: (path) => !path.includes('pagefind/fragment'),
      });
  }
  site = await serveStatic({ folder, base, port: 0 });
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await site.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

const at = (path: string) => new URL(path, site.url).href;
/** Changes a file of the release. */
const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
const caches = (of: Page) => of.evaluate(() => window.caches.keys());

/** First visit of a page, until the worker has taken over and keeps it. */
async function visit(path: string): Promise<void> {
  await page.goto(at(path));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await expect
    .poll(() => page.evaluate(async (url) => (await window.caches.match(url)) !== undefined, at(path)), {
      timeout: 15_000,
    })
    .toBe(true);
}

/** A new release: other HTML, other names of style and script, another worker. */
async function release(): Promise<void> {
  for (const name of readdirSync(join(folder, '_astro')).filter((name) => name.endsWith('.css')))
    renameSync(join(folder, '_astro', name), join(folder, '_astro', `new-${name}`));
  const rename = (text: string) => text.replace(/(_astro\/)([^"']*\.css)/g, '$1new-$2');
  for (const file of [
    'weeks/week-09/index.html',
    'progress/index.html',
    'index.html',
    'offline/index.html',
    'review/index.html',
    'search/index.html',
  ])
    edit(file, (html) => rename(html).replace(/(<h1[^>]*>)/, '$1New: '));
  edit('sw.js', (text) => rename(text).replace(/"release":"\w+"/, '"release":"0123456789abcdef"'));
  await restart();
}

/** The server knows its files from when it started. */
async function restart(): Promise<void> {
  const port = Number(new URL(site.url).port);
  await site.close();
  site = await serveStatic({ folder, base, port });
}

describe('without a network, after one visit', () => {
  it('the page reads, with its style, and the desk works', async () => {
    await visit('weeks/week-09/');
    await site.close();
    await page.reload();
    expect(await page.locator('h1').innerText()).toMatch(/System Design/);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.rail') ?? document.body).position)).toBe(
      'sticky',
    );
    await page.locator('.note-button').first().waitFor();
    await page.locator(box('plan-mon-1')).check();
    await page.goto(at('progress/'));
    await page.locator('[data-progress][data-ready]').waitFor();
    expect(await page.locator('[data-today]').innerText()).toMatch(/Week 9/);
    await page.goto(at('review/'));
    await page.locator('[data-review][data-ready]').waitFor();
    expect(await page.locator('.card').count()).toBe(1);
  });

  it('the search answers', async () => {
    await visit('weeks/week-09/');
    await site.close();
    await page.goto(at('search/?q=burn-rate'));
    await expect.poll(() => page.locator('[data-list] li').count(), { timeout: 15_000 }).toBeGreaterThan(0);
    expect(await page.locator('[data-list]').innerText()).toMatch(/burn/i);
  });

  it('a page that was never read says so, and is not another page', async () => {
    await visit('weeks/week-09/');
    await site.close();
    await page.goto(at('weeks/week-02/'));
    expect(await page.locator('h1').innerText()).toBe('No network');
  });
});

describe('a new release', () => {
  it('is on the page at once, offered, and taken when the learner says so', async () => {
    await visit('weeks/week-09/');
    const [old] = await caches(page);
    await release();
    await page.reload();
    // The worker of the last release shows the new page with its new style.
    expect(await page.locator('h1').innerText()).toMatch(/^New: /);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.rail') ?? document.body).position)).toBe(
      'sticky',
    );
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration?.update()));
    const notice = page.locator('.desk-update');
    await notice.waitFor();
    expect(await caches(page)).toContain(old);
    await Promise.all([page.waitForEvent('load'), notice.getByRole('button', { name: 'Reload' }).click()]);
    await expect.poll(() => caches(page)).toEqual([`handbook:${base}:0123456789abcdef`]);
    await expect
      .poll(() =>
        page.evaluate(
          async (url) => (await (await window.caches.match(url))?.text())?.includes('New: '),
          at('weeks/week-09/'),
        ),
      )
      .toBe(true);
    await site.close();
    await page.reload();
    expect(await page.locator('h1').innerText()).toMatch(/^New: /);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.rail') ?? document.body).position)).toBe(
      'sticky',
    );
  });

  it('that turns the worker off takes it and its copies away, and leaves a neighbour’s alone', async () => {
    await visit('weeks/week-09/');
    await page.evaluate(() => window.caches.open('handbook:/another-fork/:aaaa'));
    await page.locator(box('plan-mon-1')).check();
    edit('sw.js', (text) => text.replace('"on":true', '"on":false'));
    edit('weeks/week-09/index.html', (html) => html.replace(/<link rel="manifest"[^>]*>/, ''));
    await restart();
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration?.update()));
    await page.goto('about:blank');
    await page.goto(at('weeks/week-09/'));
    await expect.poll(() => caches(page), { timeout: 15_000 }).toEqual(['handbook:/another-fork/:aaaa']);
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length))
      .toBe(0);
    await page.reload();
    await page.locator('.note-button').first().waitFor();
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
    expect(await page.locator(box('plan-mon-1')).isChecked()).toBe(true);
  });
});

describe('two forks on one host', () => {
  it('do not see each other’s ticks, and each has a cache of its own', async () => {
    // The same site stands at the root of a host and below a path of it.
    const root = inject('builds').root;
    const host = mkdtempSync(join(tmpdir(), 'handbook-host-'));
    mkdirSync(join(host, base), { recursive: true });
    for (const part of [
      '_astro',
      'weeks',
      'progress',
      'index.html',
      '404.html',
      'manifest.webmanifest',
      'sw.js',
      'favicon.svg',
    ]) {
      cpSync(join(root.folder, part), join(host, part), { recursive: true });
      cpSync(join(built, part), join(host, base, part), { recursive: true });
    }
    const shared = await serveStatic({ folder: host, base: '/', port: 0 });
    const one = await context.newPage();
    await one.goto(new URL('weeks/week-09/', shared.url).href);
    await one.locator('.note-button').first().waitFor();
    await one.locator(box('plan-mon-1')).check();
    const other = await context.newPage();
    await other.goto(new URL(`${base.slice(1)}weeks/week-09/`, shared.url).href);
    await other.locator('.note-button').first().waitFor();
    expect(await other.locator(box('plan-mon-1')).isChecked()).toBe(false);
    await other.locator(box('plan-mon-2')).check();
    expect(await one.locator(box('plan-mon-2')).isChecked()).toBe(false);
    const names = await one.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    expect(names.sort()).toEqual([`handbook:${base}:desk`, 'handbook:/:desk'].sort());
    await shared.close();
    rmSync(host, { recursive: true, force: true });
  });
});

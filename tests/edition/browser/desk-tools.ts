import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Download, Page } from 'playwright-core';
import { inject } from 'vitest';

/** An item of week 9 by its permanent id. */
export const box = (item: string, page = 'week-09') => `input[type="checkbox"][data-item="${page}#${item}"]`;

/** A context without the service worker, so that requests can be changed on their way. */
export function contextOf(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block', ...options });
}

/** Opens a page of content and waits for the desk on it. */
export async function openWeek(context: BrowserContext, path = 'weeks/week-09/'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(new URL(path, inject('siteUrl')).href);
  await page.locator('.note-button, .note-field').first().waitFor();
  return page;
}

/** Opens the page of the learner's progress and waits until it is filled. */
export async function openProgress(context: BrowserContext, fragment = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${new URL('progress/', inject('siteUrl')).href}${fragment}`);
  await page.locator('[data-progress][data-ready]').waitFor();
  return page;
}

/** What an export holds. */
export interface Exported {
  version: number;
  entries: Record<string, { kind: string; done?: boolean; at?: number; [field: string]: unknown }>;
}

/** Everything that the desk of a context holds, through its own export. */
export async function exportOf(context: BrowserContext): Promise<Exported> {
  const page = await openProgress(context);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-export]').click()]);
  await page.close();
  return JSON.parse(await textOf(download)) as Exported;
}

/** The text of a download. */
export async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

/** Gives a file to the import and returns what the page says about it. */
export async function importFile(page: Page, text: string): Promise<string> {
  await page
    .locator('[data-import]')
    .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  const said = page.locator('[data-import-preview]');
  await said.filter({ hasText: /./ }).waitFor();
  return said.innerText();
}

/** An export file with these entries. */
export function fileWith(entries: object, version = 1): string {
  return JSON.stringify({ format: 'handbook-progress', version, entries });
}

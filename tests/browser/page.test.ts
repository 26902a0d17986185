import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds, longest } from './kinds.ts';
import { launch, open } from './open.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('a page', () => {
  it.for(kinds)('/%s loads without an error, a broken policy or a request elsewhere', async (path) => {
    const { page, complaints, close } = await open(browser, path);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForLoadState('networkidle');
    await close();
    expect(complaints).toEqual([]);
  });

  it.for(kinds)('/%s does not scroll sideways on a phone of 320 px', async (path) => {
    const { page, close } = await open(browser, path, { viewport: { width: 320, height: 640 } });
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    const { scrolls, wide } = await page.evaluate(() => ({
      scrolls: document.documentElement.scrollWidth,
      wide: [...document.querySelectorAll('main *')]
        .filter((element) => element.getBoundingClientRect().right > 321 && !element.closest('pre, .scroll, svg'))
        .slice(0, 3)
        .map((element) => element.outerHTML.slice(0, 160)),
    }));
    await close();
    expect({ scrolls, wide: scrolls > 320 ? wide : [] }).toEqual({ scrolls: 320, wide: [] });
  });

  // What the search finds is the work of a script; without one the page says so and leads on.
  // So is what a learner has kept.
  const scripted = new Set(['search/', 'progress/', 'review/']);
  it.for(kinds.filter((path) => !scripted.has(path)))('/%s says the same without JavaScript', async (path) => {
    const text = async (javaScriptEnabled: boolean) => {
      const { page, close } = await open(browser, path, { javaScriptEnabled });
      const said = await page.evaluate(() => {
        const main = document.querySelector('main')?.cloneNode(true) as HTMLElement;
        // A button that does something is nothing to read.
        main.querySelectorAll('button, script').forEach((element) => element.remove());
        return { text: main.textContent.replace(/\s+/g, ' '), links: document.querySelectorAll('a[href]').length };
      });
      await close();
      return said;
    };
    expect(await text(false)).toEqual(await text(true));
  });

  it('/search/ says without JavaScript where else everything can be found', async () => {
    const { page, close } = await open(browser, 'search/', { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toMatch(/needs JavaScript/);
    const names = kinds.includes('glossary/') ? [/topics A–Z/, /glossary/] : [/topics A–Z/];
    for (const name of names) {
      expect(await page.locator('main').getByRole('link', { name }).first().isVisible()).toBe(true);
    }
    await close();
  });

  it.for(['progress/', 'review/'])(
    '/%s says without JavaScript how to go on, and shows no dead control',
    async (path) => {
      const { page, close } = await open(browser, path, { javaScriptEnabled: false });
      expect(await page.locator('main').innerText()).toMatch(/needs JavaScript/);
      expect(
        await page
          .locator('main')
          .getByRole('link', { name: /at the start/ })
          .first()
          .isVisible(),
      ).toBe(true);
      const controls = await page.locator('main :is(button, input, select, textarea)').all();
      for (const control of controls) expect(await control.isVisible()).toBe(false);
      await close();
    },
  );

  it('prints as a handout, without the parts that only a screen needs', async () => {
    const { page, close } = await open(browser, longest.at(-1) ?? '');
    await page.emulateMedia({ media: 'print' });
    const shown = await page
      .locator('nav, header button, footer nav, [role="search"], dialog')
      .evaluateAll((elements) =>
        elements.filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 120)),
      );
    const colours = await page.evaluate(() => getComputedStyle(document.body).color);
    await close();
    expect(shown).toEqual([]);
    expect(colours).toMatch(/^rgba?\((?:[0-4]?\d, ){2}[0-4]?\d/);
  });
});

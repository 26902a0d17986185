import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { pagesOf } from '../site/pages.ts';
import { launch, open } from './open.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const withFigures = pagesOf(inject('builds').root)
  .filter(({ document }) => document.querySelector('main figure svg'))
  .map(({ path }) => path.slice(1));

it.for(withFigures)('on a phone no label of a figure of /%s leaves its drawing', async (path) => {
  const { page, close } = await open(browser, path, { viewport: { width: 390, height: 844 } });
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('main figure svg')].flatMap((drawing) => {
      const box = drawing.getBoundingClientRect();
      const labels = [...drawing.querySelectorAll('text')].filter((label) => {
        const { left, right, top, bottom, width } = label.getBoundingClientRect();
        const inside = left >= box.left - 1 && right <= box.right + 1 && top >= box.top - 2 && bottom <= box.bottom + 2;
        return box.width > 0 && width > 0 && !inside;
      });
      return labels.map((label) => `${drawing.closest('figure')?.id ?? ''}: ${label.textContent}`);
    }),
  );
  await close();
  expect(cut).toEqual([]);
});

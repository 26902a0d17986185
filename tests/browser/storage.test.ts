import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { longest } from './kinds.ts';
import { launch, open } from './open.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** States of a browser’s storage that happen to readers. */
const states: { name: string; script: () => void }[] = [
  {
    name: 'blocked',
    script: () => {
      for (const name of ['localStorage', 'sessionStorage'] as const) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Access is denied for this document.', 'SecurityError');
          },
        });
      }
    },
  },
  {
    name: 'full',
    script: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      };
    },
  },
  {
    name: 'full of rubbish',
    script: () => {
      const read = Storage.prototype.getItem;
      Storage.prototype.getItem = function (key) {
        return read.call(this, key) ?? '{"theme": [<"dark\u0000';
      };
    },
  },
];

const background = (page: Page) =>
  page.evaluate(
    () => getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor,
  );

describe.for(states)('with storage $name', ({ script }) => {
  it.for(longest)('/%s works and says nothing', async (path) => {
    const { page, complaints, close } = await open(browser, path, { colorScheme: 'light' }, script);
    const light = await background(page);
    // The choice takes hold on the page even where it cannot be kept.
    await page.locator('[data-theme-select]').filter({ visible: true }).first().selectOption('dark');
    expect(await background(page)).not.toBe(light);
    await close();
    expect(complaints).toEqual([]);
  });
});

it('a chosen theme stays for the next page and counts for this site alone', async () => {
  const { page, complaints, close } = await open(browser, '', { colorScheme: 'light' });
  const light = await background(page);
  await page.locator('[data-theme-select]').filter({ visible: true }).first().selectOption('dark');
  await page.goto(new URL('search/', page.url()).href);
  expect(await background(page)).not.toBe(light);
  const keys = await page.evaluate(() => Object.keys(localStorage));
  expect(
    keys.filter((key) => !key.startsWith(`handbook:${new URL(page.url()).pathname.replace('search/', '')}`)),
  ).toEqual([]);
  expect(keys.length).toBeGreaterThan(0);
  await close();
  expect(complaints).toEqual([]);
});

it('without JavaScript the theme is the one of the reader’s system', async () => {
  const look = async (colorScheme: 'light' | 'dark') => {
    const { page, close } = await open(browser, '', { colorScheme, javaScriptEnabled: false });
    const colour = await page.locator('body').evaluate((body) => getComputedStyle(body).color);
    await close();
    return colour;
  };
  expect(await look('light')).not.toBe(await look('dark'));
});

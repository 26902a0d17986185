import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectionsOf } from './axe.ts';
import { kinds } from './kinds.ts';
import { launch, open } from './open.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('every kind of page, in both themes, on a phone and on a desktop', () => {
  it.for(kinds)('/%s has nothing that axe objects to', async (path) => {
    const { page, close } = await open(browser, path, { bypassCSP: true, reducedMotion: 'reduce' });
    const told = await objectionsOf(page);
    await close();
    expect(told).toEqual([]);
  });
});

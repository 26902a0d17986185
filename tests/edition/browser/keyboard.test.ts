import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, open } from '../../browser/open.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const box = element?.getBoundingClientRect();
    return {
      tag: element?.tagName.toLowerCase() ?? '',
      name: (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim(),
      href: element?.getAttribute('href') ?? '',
      visible: Boolean(box && box.width > 0 && box.height > 0 && element?.checkVisibility()),
      outlined: element
        ? getComputedStyle(element).outlineStyle !== 'none' || getComputedStyle(element).boxShadow !== 'none'
        : false,
    };
  });

describe('with a keyboard alone', () => {
  it('the first stop leads past the chrome to the text', async () => {
    const { page, close } = await open(browser, 'modules/alerting-quality/');
    await page.keyboard.press('Tab');
    const skip = await focused(page);
    expect(skip.href).toMatch(/^#/);
    expect(skip.visible).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const inMain = await page.evaluate(() => {
      const target = document.querySelector('main');
      const element = document.activeElement;
      return Boolean(
        target &&
        element &&
        (target.contains(element) || target.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
      );
    });
    await close();
    expect(inMain).toBe(true);
  });

  it('every stop of a page is visible and shows that it has the focus', async () => {
    const { page, close } = await open(browser, 'weeks/week-09/');
    const lost: string[] = [];
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press('Tab');
      const { tag, name, visible, outlined } = await focused(page);
      if (tag !== 'body' && !(visible && outlined)) lost.push(`${tag} ${name.slice(0, 60)}`);
    }
    await close();
    expect(lost).toEqual([]);
  });

  it('the menu of a phone opens, holds the way through the handbook, and gives the focus back', async () => {
    const { page, close } = await open(browser, 'weeks/week-09/', { viewport: { width: 360, height: 740 } });
    const button = page.getByRole('button', { name: 'Menu' });
    await button.focus();
    await page.keyboard.press('Enter');
    const current = page.locator('[popover] a[aria-current="page"]').first();
    await current.waitFor({ state: 'visible' });
    expect(await current.textContent()).toMatch(/\S/);
    await page.keyboard.press('Escape');
    await current.waitFor({ state: 'hidden' });
    expect((await focused(page)).name).toBe('Menu');
    await close();
  });

  it('an answer opens and closes', async () => {
    const { page, close } = await open(browser, 'modules/alerting-quality/');
    const summary = page.locator('main summary').filter({ visible: true }).first();
    await summary.focus();
    const opened = () => summary.evaluate((element) => (element.parentElement as HTMLDetailsElement).open);
    const before = await opened();
    await page.keyboard.press('Enter');
    expect(await opened()).toBe(!before);
    await page.keyboard.press('Space');
    expect(await opened()).toBe(before);
    await close();
  });
});

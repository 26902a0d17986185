import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, open } from '../../browser/open.ts';

declare const axe: { run: (context: ElementContext, options: RunOptions) => Promise<AxeResults> };

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { base } = inject('builds').base;
const done = '[data-results][data-state=done]';
const links = (page: Page) =>
  page.locator('[data-result] > a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('href') ?? document.activeElement?.tagName);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Opens the dialog of a page and types. */
async function searchFrom(path: string, query: string) {
  const opened = await open(browser, path);
  await opened.page.keyboard.press('/');
  await opened.page.keyboard.type(query);
  await opened.page.waitForSelector(done);
  return opened;
}

describe('the dialog', () => {
  it('finds burn-rate alerting at its section, first', async () => {
    const { page, complaints, close } = await searchFrom('', 'burn-rate alerting');
    const [first] = await links(page);
    await page.locator('[data-result] mark').first().waitFor();
    await close();
    expect(first).toBe(`${base}modules/alerting-quality/#burn-rate-derived`);
    expect(complaints).toEqual([]);
  });

  it('is opened, walked through and left with the keyboard', async () => {
    const { page, close } = await open(browser, 'weeks/week-09/');
    await page.locator('[data-search-open]').focus();
    await page.keyboard.press('Control+k');
    expect(await page.evaluate(() => document.querySelector('dialog')?.open)).toBe(true);
    await page.keyboard.type('consistent hashing');
    await page.waitForSelector(done);
    const all = await links(page);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe(all[0]);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe(all[1]);
    await page.keyboard.press('End');
    expect(await focused(page)).toBe(all.at(-1));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('INPUT');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('s');
    expect(await page.inputValue('dialog input')).toBe('consistent hashings');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.querySelector('dialog')?.open)).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-search-open'))).toBe(true);
    await close();
  });

  it('opens a result with Enter, and marks there what was looked for without moving anything', async () => {
    const { page, close } = await searchFrom('weeks/week-01/', 'burn rate alert');
    await page.keyboard.press('Enter');
    await page.waitForURL(/alerting-quality\/#/);
    await page.waitForFunction(() => (CSS.highlights.get('search-hit')?.size ?? 0) > 0);
    const { marks, shift } = await page.evaluate(
      () =>
        new Promise<{ marks: number; shift: number }>((resolve) => {
          let shift = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shift += 'value' in entry ? Number(entry.value) : 0;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve({ marks: document.querySelectorAll('main mark').length, shift }), 500);
        }),
    );
    await close();
    expect(marks).toBe(0);
    expect(shift).toBeLessThan(0.01);
  });

  it('says how many results there are, and which is first', async () => {
    const { page, close } = await searchFrom('', 'retry strategy');
    await page.waitForFunction(() =>
      /\d+ results?\. First: /.test(document.querySelector('[role=status]')?.textContent ?? ''),
    );
    await close();
  });

  it('closes by its button, and goes nowhere', async () => {
    const { page, close } = await searchFrom('', 'retry strategy');
    const before = page.url();
    await page.click('dialog [data-close]');
    await page.waitForFunction(() => document.querySelector('dialog')?.open === false);
    await page.waitForTimeout(200);
    const after = page.url();
    await close();
    expect(after).toBe(before);
  });

  it('loses no key that is typed before its script is there, and no Enter', async () => {
    const { page, close } = await open(browser, 'weeks/week-01/');
    await page.route('**/search-box.*.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue();
    });
    await page.keyboard.press('/');
    await page.keyboard.type('idempotency');
    await page.waitForSelector(done);
    expect(await page.inputValue('dialog input')).toBe('idempotency');
    expect((await links(page))[0]).toBe(`${base}modules/idempotency/`);
    await close();
  });

  it('costs a page that never searches no more than 2 KiB of script', async () => {
    const { page, close } = await open(browser, 'weeks/week-09/');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload({ waitUntil: 'networkidle' });
    const scripts = await page.evaluate(() =>
      Promise.all([...document.scripts].map(async ({ src, text }) => (src ? await (await fetch(src)).text() : text))),
    );
    await close();
    expect(asked.filter((url) => /pagefind|search-box|search\..*css/.test(url))).toEqual([]);
    const own = scripts.filter((text) => text.includes('data-search-open'));
    expect(own).toHaveLength(1);
    expect(brotliCompressSync(own.join('')).length).toBeLessThanOrEqual(2048);
  });
});

describe('the page of search', () => {
  it('shares a search with its filters by its address', async () => {
    const { page, close } = await open(browser, 'search/?q=consistency');
    await page.waitForSelector(done);
    const button = page.locator('[data-filters] button[data-value=module]');
    const count = Number(/\d+/.exec((await button.textContent()) ?? '')?.[0]);
    await button.click();
    await page.waitForSelector(done);
    expect(page.url()).toContain('q=consistency&kind=module');
    await page.reload();
    await page.waitForSelector(done);
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    const kinds = await page
      .locator('[data-result]')
      .evaluateAll((all) => all.map((item) => (item as HTMLElement).dataset['kind']));
    await close();
    expect(new Set(kinds)).toEqual(new Set(['module']));
    expect(kinds.length).toBe(Math.min(count, 10));
  });

  it('gives what the dialog gives, every time', async () => {
    const { page, close } = await open(browser, 'search/?q=circuit+breaker');
    await page.waitForSelector(done);
    const once = await links(page);
    await page.fill('search-box input', 'something else');
    await page.waitForSelector(done);
    await page.fill('search-box input', 'circuit breaker');
    await page.waitForFunction(
      (first) => document.querySelector('[data-result] > a')?.getAttribute('href') === first,
      once[0],
    );
    expect(await links(page)).toEqual(once);
    await close();
    const dialog = await searchFrom('', 'circuit breaker');
    expect(await links(dialog.page)).toEqual(once);
    await dialog.close();
  });

  it('says what it corrected, and searches literally on demand', async () => {
    const { page, close } = await open(browser, 'search/?q=consistancy+models');
    await page.waitForSelector(done);
    expect(await page.textContent('[data-notes]')).toContain('Showing results for consistency models');
    expect((await links(page))[0]).toBe(`${base}modules/consistency-models/`);
    await page.locator('[data-notes] button').click();
    await page.waitForSelector(done);
    expect(page.url()).toContain('literal=1');
    expect(await page.textContent('[data-notes]')).not.toContain('Showing results');
    await close();
  });

  it('helps where nothing is found', async () => {
    const { page, close } = await open(browser, 'search/?q=flurbleblorp');
    await page.waitForSelector(done);
    const help = page.locator('[data-help]');
    expect(await help.textContent()).toContain('Nothing found for “flurbleblorp”');
    expect(await help.locator(`a[href="${base}topics/"]`).count()).toBe(1);
    expect(await help.locator(`a[href="${base}glossary/"]`).count()).toBe(1);
    await close();
  });

  it('leads on without script', async () => {
    const { page, close } = await open(browser, '', { javaScriptEnabled: false });
    await page.locator('[data-search-open]').click();
    await page.waitForURL(/\/search\/$/);
    expect(await page.locator(`main noscript a[href="${base}topics/"]`).count()).toBe(1);
    await close();
  });

  it.for([
    ['ten thousand characters', 'burn rate '.repeat(1000)],
    ['one word without end', 'a'.repeat(10_000)],
    ['emoji', '🙂🔥 🇩🇪👩‍👩‍👧‍👦'],
    ['markup', '<img src=x onerror=alert(1)><script>alert(2)</script>'],
    ['another script', 'переполнение 過負荷 تحميل'],
    ['punctuation', '"\'`\\/.*+?^${}()|[]--;:,'],
    ['signs of a query language', 'title:"burn rate" AND NOT (x OR y) ~3'],
  ])('stays calm at %s', async ([, query]) => {
    const { page, complaints, close } = await open(browser, 'search/');
    await page.fill('search-box input', query ?? '');
    await page.waitForSelector(done);
    expect(await page.locator('search-box :is(img, script, iframe)').count()).toBe(0);
    await close();
    expect(complaints).toEqual([]);
  });
});

describe('recent searches', () => {
  it('are kept under the path of the site, offered again, and cleared', async () => {
    const { page, close } = await searchFrom('weeks/week-01/', 'error budget');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.includes('week-01'));
    await page.keyboard.press('/');
    await page.locator('.search-searches button', { hasText: 'error budget' }).click();
    await page.waitForSelector(done);
    expect(await page.inputValue('dialog input')).toBe('error budget');
    await page.fill('dialog input', '');
    const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('searches')));
    expect(keys).toEqual([`handbook:${base}:searches`]);
    await page.locator('.search-recent button').click();
    expect(await page.locator('.search-searches').count()).toBe(0);
    expect(await page.evaluate((key) => localStorage.getItem(key), keys[0] ?? '')).toBeNull();
    await close();
  });

  it('are done without where storage is forbidden', async () => {
    const blocked = () => {
      for (const name of ['localStorage', 'sessionStorage'] as const) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Access is denied for this document.', 'SecurityError');
          },
        });
      }
    };
    const { page, complaints, close } = await open(browser, 'search/?q=retry', {}, blocked);
    await page.waitForSelector(done);
    await page.locator('[data-result] > a').first().click();
    await page.waitForURL((url) => !url.pathname.includes('/search/'));
    await close();
    expect(complaints).toEqual([]);
  });
});

describe('an index that does not arrive', () => {
  it('is not taken for a search without results, and is asked for again', async () => {
    const { page, close } = await open(browser, '');
    await page.route('**/names.json', (route) => route.abort());
    await page.keyboard.press('/');
    await page.keyboard.type('retry');
    await page.waitForSelector('[data-results][data-state=failed]');
    const help = page.locator('[data-help]');
    expect(await help.textContent()).toContain('could not be loaded');
    expect(await help.textContent()).not.toMatch(/nothing found|no results/i);
    expect(await help.locator(`a[href="${base}topics/"]`).count()).toBe(1);
    await page.unroute('**/names.json');
    await help.getByRole('button').click();
    await page.waitForSelector(done);
    expect((await links(page)).length).toBeGreaterThan(3);
    await close();
  });

  it.for([
    ['retry strategy', '**/*.pf_meta'],
    ['retry strategy', '**/pagefind.js*'],
    ['retry strategy', '**/wasm.*'],
    ['retry strategy', '**/pagefind-entry.json*'],
    ['retry strategy', '**/records.json'],
    ['retry strategy', '**/fragment/*'],
    ['nemawashi', '**/index/*.pf_index'],
  ] as const)(
    'in part (“%s” without %s) gives what the rest knows, says so, and is asked for again',
    async ([query, pattern]) => {
      const { page, close } = await open(browser, '');
      await page.route(pattern, (route) => route.fulfill({ status: 404, body: 'Not found' }));
      await page.keyboard.press('/');
      await page.keyboard.type(query);
      await page.waitForSelector('[data-results][data-state=failed]');
      const found = await links(page);
      expect(found[0]).toMatch(query === 'nemawashi' ? /influence|pre-wiring/ : /retry-strategy\/$/);
      expect(await page.textContent('[data-notes]')).toContain('could not be loaded');
      await page.unroute(pattern);
      await page.locator('[data-notes]').getByRole('button').click();
      await page.waitForSelector(done);
      expect((await links(page))[0]).toBe(found[0]);
      await close();
    },
  );

  it('goes by the full text where the words of the sections are missing', async () => {
    const { page, close } = await open(browser, '');
    await page.route('**/words-*/*.json', (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await page.keyboard.press('/');
    await page.keyboard.type('how stale can a read be');
    await page.waitForSelector(done);
    expect((await links(page)).length).toBeGreaterThan(3);
    await close();
  });

  it('still answers once the network is gone, from what has come', async () => {
    const { page, close } = await searchFrom('', 'retry strategy');
    await page.locator('[data-result] mark').first().waitFor();
    await page.context().setOffline(true);
    await page.fill('dialog input', 'idempotency');
    await page.waitForFunction(() =>
      document.querySelector('[data-result] > a')?.getAttribute('href')?.endsWith('idempotency/'),
    );
    await close();
  });

  it('does not keep the reader from the topics when not even the script is there', async () => {
    const { page, close } = await open(browser, '');
    await page.route('**/search-box.*.js', (route) => route.abort());
    await page.keyboard.press('/');
    await page.locator(`.search-lost a[href="${base}topics/"]`).waitFor({ state: 'visible' });
    await close();
  });
});

describe('for readers of the screen', () => {
  it.for(['light', 'dark'] as const)('dialog and page have nothing that axe objects to (%s)', async (colorScheme) => {
    const told: string[] = [];
    for (const path of ['', 'search/?q=idempotancy', 'search/?q=flurbleblorp', 'search/']) {
      const { page, close } = await open(browser, path, { bypassCSP: true, colorScheme, reducedMotion: 'reduce' });
      if (path === '') {
        await page.keyboard.press('/');
        await page.keyboard.type('burn rate');
      }
      await page.waitForSelector('[data-results]:is([data-state=done], [data-state=idle])');
      await page.waitForTimeout(300);
      await page.evaluate(axeSource);
      const { violations } = await page.evaluate(() =>
        axe.run(document as unknown as ElementContext, {
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
          resultTypes: ['violations'],
        }),
      );
      told.push(
        ...violations.map(
          ({ id, nodes }) => `${path}: ${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
        ),
      );
      await close();
    }
    expect(told).toEqual([]);
  });
});

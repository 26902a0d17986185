import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { box, contextOf, exportOf, openProgress, openWeek, textOf } from './desk-tools.ts';
import { launch } from '../../browser/open.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Runs a test with a fresh profile. */
async function withProfile(test: (context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await contextOf(browser);
  try {
    await test(context);
  } finally {
    await context.close();
  }
}

const first = 'plan-mon-1';
const second = 'plan-mon-2';
const check = 'check-implement-caching-strategies';

describe('content that was edited between two visits', () => {
  /** Serves week 9 with its HTML changed. */
  const edited = (context: BrowserContext, edit: (html: string) => string) =>
    context.route('**/weeks/week-09/', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: edit(await response.text()) });
    });

  it('a reworded item keeps its tick and says that it changed, until the learner looked', () =>
    withProfile(async (context) => {
      const before = await openWeek(context);
      await before.locator(box(check)).check();
      await before.locator(box(first)).check();
      await edited(context, (html) =>
        html.replace(new RegExp(`(data-item="week-09#${check}" data-hash=")[^"]*`), '$1new'),
      );
      const after = await openWeek(context);
      expect(await after.locator(box(check)).isChecked()).toBe(true);
      const marks = after.locator('.changed');
      expect(await marks.count()).toBe(1);
      await marks.click();
      await expect.poll(() => marks.count()).toBe(0);
      await after.reload();
      await after.locator('.note-button').first().waitFor();
      expect(await after.locator('.changed').count()).toBe(0);
      expect(await after.locator(box(check)).isChecked()).toBe(true);
    }));

  it('items that move, come and go take no tick with them, and a retired one is still exported', () =>
    withProfile(async (context) => {
      const before = await openWeek(context);
      for (const id of [first, check]) await before.locator(box(id)).check();
      // Everything before and after the item is exchanged; another one takes the place of `check`.
      await edited(context, (html) => html.replaceAll(check, 'check-that-is-new'));
      const after = await openWeek(context);
      expect(await after.locator(box('check-that-is-new')).isChecked()).toBe(false);
      expect(await after.locator(box(first)).isChecked()).toBe(true);
      const { entries } = await exportOf(context);
      expect(entries[`tick:week-09#${check}`]).toMatchObject({ done: true });
      await context.unrouteAll();
      const back = await openWeek(context);
      expect(await back.locator(box(check)).isChecked()).toBe(true);
    }));

  it('a note whose section is gone stands at the head of the page', () =>
    withProfile(async (context) => {
      const before = await openWeek(context);
      await before.locator('[data-note="note:week-09#tools"]').click();
      await before.locator('textarea').fill('Redis, not the other one');
      await before.locator('h1').click();
      expect((await exportOf(context)).entries['note:week-09#tools']).toBeTruthy();
      await edited(context, (html) => html.replaceAll('id="tools"', 'id="instruments"'));
      const after = await openWeek(context);
      const field = after.getByLabel(/“tools”, a section that this page no longer has/);
      expect(await field.inputValue()).toBe('Redis, not the other one');
    }));
});

describe('two tabs', () => {
  it('agree while both are open, and lose nothing when both tick at once', () =>
    withProfile(async (context) => {
      const one = await openWeek(context);
      const other = await openWeek(context);
      await Promise.all([one.locator(box(first)).check(), other.locator(box(second)).check()]);
      for (const tab of [one, other]) {
        for (const id of [first, second]) await expect.poll(() => tab.locator(box(id)).isChecked()).toBe(true);
      }
      await one.locator(box(first)).uncheck();
      await expect.poll(() => other.locator(box(first)).isChecked()).toBe(false);
      const { entries } = await exportOf(context);
      expect(entries[`tick:week-09#${second}`]).toMatchObject({ done: true });
    }));

  it('that write the same note at once keep both texts', () =>
    withProfile(async (context) => {
      const tabs = [await openWeek(context), await openWeek(context)];
      for (const tab of tabs) await tab.locator('[data-note="note:week-09#page"]').click();
      await Promise.all(tabs.map((tab, index) => tab.locator('textarea').fill(`text of tab ${index}`)));
      await Promise.all(tabs.map((tab) => tab.locator('textarea').blur()));
      const third = await openWeek(context);
      await expect.poll(() => third.locator('textarea').inputValue()).toMatch(/text of tab 0/);
      expect(await third.locator('textarea').inputValue()).toMatch(/text of tab 1/);
    }));
});

describe('storage', () => {
  /** Makes the browser refuse to write while `window.refuses` is set. */
  const refusing = () => {
    const state = window as unknown as { refuses: Record<string, boolean> };
    state.refuses = { database: true, spare: true };
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...values: Parameters<typeof put>) {
      if (state.refuses['database']) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, values);
    };
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (state.refuses['spare'] && key.endsWith(':desk')) throw new DOMException('full', 'QuotaExceededError');
      set.call(this, key, value);
    };
  };
  const allow = (name: string) => `window.refuses[${JSON.stringify(name)}] = false`;

  it('that is full is told in plain words, everything can be saved as a file, and room is used once there is some', () =>
    withProfile(async (context) => {
      await context.addInitScript(refusing);
      const page = await openWeek(context);
      await page.locator(box(first)).check();
      const notice = page.locator('.desk-trouble');
      expect(await notice.innerText()).toMatch(/no room left/);
      expect(await page.locator(box(first)).isChecked()).toBe(true);
      const [download] = await Promise.all([page.waitForEvent('download'), notice.getByRole('button').click()]);
      expect(await textOf(download)).toContain(`tick:week-09#${first}`);
      await page.evaluate(allow('database'));
      await page.locator(box(second)).check();
      await expect.poll(() => notice.count()).toBe(0);
      await page.evaluate('window.refuses.database = false');
      const { entries } = await exportOf(context);
      expect(Object.keys(entries).sort()).toEqual([`tick:week-09#${first}`, `tick:week-09#${second}`]);
    }));

  it('whose database refuses goes to the spare store and moves over later', () =>
    withProfile(async (context) => {
      await context.addInitScript(refusing);
      const page = await openWeek(context);
      await page.evaluate(allow('spare'));
      await page.locator(box(first)).check();
      await expect.poll(() => page.locator('.desk-trouble').innerText()).toMatch(/smaller store/);
      // The next page reads it from there, although the database refuses again.
      await page.reload();
      await expect.poll(() => page.locator(box(first)).isChecked()).toBe(true);
      await page.evaluate(`${allow('database')}; ${allow('spare')}`);
      await page.locator(box(second)).check();
      await expect.poll(() => page.locator('.desk-trouble').count()).toBe(0);
      expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(':desk')))).toEqual([]);
    }));

  it('that is forbidden altogether leaves a page that works and says that nothing stays', () =>
    withProfile(async (context) => {
      await context.addInitScript(() => {
        for (const name of ['indexedDB', 'localStorage', 'sessionStorage'] as const) {
          Object.defineProperty(window, name, {
            get: () => {
              throw new DOMException('Access is denied for this document.', 'SecurityError');
            },
          });
        }
      });
      const errors: string[] = [];
      context.on('weberror', (error) => errors.push(error.error().message));
      const page = await openWeek(context);
      await page.locator(box(first)).check();
      await expect.poll(() => page.locator('.desk-trouble').innerText()).toMatch(/does not let the site keep anything/);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('.desk-trouble').getByRole('button').click(),
      ]);
      expect(await textOf(download)).toContain(`tick:week-09#${first}`);
      expect(errors).toEqual([]);
    }));

  it('that was damaged by hand gives what is sound; what is not stays aside and nothing else is touched', () =>
    withProfile(async (context) => {
      const before = await openWeek(context);
      for (const id of [first, second, check]) await before.locator(box(id)).check();
      await before.evaluate(async () => {
        const name = (await indexedDB.databases()).find((each) => each.name?.endsWith(':desk'))?.name ?? '';
        await new Promise<void>((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onerror = () => reject(new Error('refused'));
          request.onsuccess = () => {
            const transaction = request.result.transaction('entries', 'readwrite');
            transaction
              .objectStore('entries')
              .put({ kind: 'tick', at: 'yesterday', done: 1 }, 'tick:week-09#plan-mon-2');
            transaction.objectStore('entries').put('rubbish', 'rubbish');
            transaction.oncomplete = () => (request.result.close(), resolve());
          };
        });
      });
      const after = await openWeek(context);
      expect(await after.locator(box(first)).isChecked()).toBe(true);
      expect(await after.locator(box(check)).isChecked()).toBe(true);
      expect(await after.locator(box(second)).isChecked()).toBe(false);
      await after.locator(box(second)).check();
      const kept = await after.evaluate(async () => {
        const name = (await indexedDB.databases()).find((each) => each.name?.endsWith(':desk'))?.name ?? '';
        return new Promise((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onerror = () => reject(new Error('refused'));
          request.onsuccess = () => {
            const transaction = request.result.transaction(['entries', 'aside']);
            const aside = transaction.objectStore('aside').getAll();
            const rubbish = transaction.objectStore('entries').get('rubbish');
            transaction.oncomplete = () => resolve([aside.result, rubbish.result]);
          };
        });
      });
      expect(kept).toEqual([[{ kind: 'tick', at: 'yesterday', done: 1 }], 'rubbish']);
    }));

  it('that a newer release has written is left alone', () =>
    withProfile(async (context) => {
      const before = await openWeek(context);
      await before.locator(box(first)).check();
      await before.close();
      const plain = await context.newPage();
      await plain.goto(new URL('../../glossary/', before.url()).href);
      await plain.evaluate(async () => {
        const name = (await indexedDB.databases()).find((each) => each.name?.endsWith(':desk'))?.name ?? '';
        await new Promise<void>((resolve, reject) => {
          const request = indexedDB.open(name, 99);
          request.onerror = () => reject(new Error('refused'));
          request.onsuccess = () => (request.result.close(), resolve());
        });
      });
      const after = await openWeek(context);
      await expect.poll(() => after.locator('.desk-trouble').innerText()).toMatch(/newer release/);
      await after.locator(box(second)).check();
      await after.reload();
      await expect.poll(() => after.locator(box(second)).isChecked()).toBe(true);
      const version = await after.evaluate(async () => (await indexedDB.databases()).map(({ version }) => version));
      expect(version).toContain(99);
    }));
});

describe('time, network and death', () => {
  it('a clock that was set back changes nothing about who was last', () =>
    withProfile(async (context) => {
      const today = await openWeek(context);
      await today.locator(box(first)).check();
      await today.close();
      await context.addInitScript(() => {
        const now = Date.now;
        Date.now = () => now() - 40 * 86_400_000;
      });
      const page = await openWeek(context);
      await page.locator(box(first)).uncheck();
      await page.reload();
      await page.locator('.note-button').first().waitFor();
      expect(await page.locator(box(first)).isChecked()).toBe(false);
      expect((await exportOf(context)).entries[`tick:week-09#${first}`]).toMatchObject({ done: false });
    }));

  it('a tick without a network is kept', () =>
    withProfile(async (context) => {
      const page = await openWeek(context);
      await context.setOffline(true);
      await page.locator(box(first)).check();
      await context.setOffline(false);
      await page.reload();
      await expect.poll(() => page.locator(box(first)).isChecked()).toBe(true);
      expect(await page.locator('.desk-trouble').count()).toBe(0);
    }));

  it('a tab that is killed in the middle of writing leaves every entry whole', () =>
    withProfile(async (context) => {
      const page = await openWeek(context);
      await page.locator(box(first)).check();
      expect(Object.keys((await exportOf(context)).entries)).toEqual([`tick:week-09#${first}`]);
      await page.evaluate(() => {
        for (const box of document.querySelectorAll<HTMLInputElement>('input[type="checkbox"][data-item]')) box.click();
      });
      const session = await context.newCDPSession(page);
      await Promise.race([session.send('Page.crash').catch(() => undefined), page.waitForEvent('crash')]);
      const { entries } = await exportOf(context);
      expect(entries[`tick:week-09#${first}`]).toBeTruthy();
      for (const entry of Object.values(entries)) expect(entry).toMatchObject({ kind: 'tick' });
      const again = await openWeek(context);
      await again.locator(box(check)).setChecked(false);
      await again.locator(box(check)).check();
      expect((await exportOf(context)).entries[`tick:week-09#${check}`]).toMatchObject({ done: true });
    }));

  it('what was typed in the moment before the page goes is there on the next', () =>
    withProfile(async (context) => {
      const page = await openWeek(context);
      await page.locator('[data-note="note:week-09#plan"]').click();
      await page.locator('textarea').pressSequentially('last words');
      await page.goto(new URL('../../progress/', page.url()).href);
      await page.locator('[data-progress][data-ready]').waitFor();
      await expect.poll(() => page.locator('.desk [data-notes]').innerText()).toMatch(/last words/);
    }));

  it('everything can be deleted, in all tabs', () =>
    withProfile(async (context) => {
      const week = await openWeek(context);
      await week.locator(box(first)).check();
      const progress = await openProgress(context);
      await progress.locator('[data-delete]').click();
      expect(await progress.locator('[data-delete-status]').innerText()).toMatch(/1 entries|1 entry/);
      await progress.locator('[data-delete-confirm]').click();
      await expect.poll(() => week.locator(box(first)).isChecked()).toBe(false);
      expect((await exportOf(context)).entries).toEqual({});
    }));
});

/** Drives one browser for the acceptance tests: POST /?name=… with {base}, answered with what was found. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [port, executablePath] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const browser = await chromium.launch({ executablePath, args: flags });
const KEY = 'finance.v1';
const wait = 3_000;

const entry = (id, more = {}) => ({
  id, type: 'expense', amountCents: 1_250, category: 'Groceries', date: '2026-03-07', note: `note ${id}`,
  createdAt: '2026-03-07T10:00:00.000Z', ...more,
});

/** A page in a context of its own. `stored` goes into localStorage before the app starts; `list` onto the server. */
async function open(base, { stored, list = [], hash = '', width = 1280, zone = 'UTC', before, ...settings } = {}) {
  await mock(base, { delay: 0, fail: 0, aborted: 0, requests: 0, transactions: list, ...settings });
  const context = await browser.newContext({ timezoneId: zone, locale: 'en-US', viewport: { width, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(wait);
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(error.message));
  page.on('dialog', (dialog) => {
    page.problems.push(`dialog: ${dialog.message()}`);
    void dialog.accept();
  });
  if (before) await page.addInitScript(before);
  if (stored !== undefined)
    await page.addInitScript(([key, text]) => localStorage.getItem(key) ?? localStorage.setItem(key, text), [KEY, stored]);
  await page.goto(`${base}/${hash}`);
  if (page.problems.length > 0) throw new Error(page.problems[0]);
  return page;
}

const mock = async (base, settings) =>
  (await fetch(`${base}/mock`, settings ? { method: 'PUT', body: JSON.stringify(settings) } : {})).json();
const pack = (...transactions) => JSON.stringify({ version: 1, transactions });
const storedIn = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '{}').transactions ?? [], KEY);
const view = (name) => `[data-view="${name}"]`;
const field = (page, name) => page.locator(`form[name="transaction"] [name="${name}"]`);
const total = async (page, name) => (await page.locator(`[data-total="${name}"]`).first().textContent()).replace(/[^\d.−-]/g, '').replace('−', '-');
const show = async (page, hash) => {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.locator(view(hash.slice(1).split('/')[0])).waitFor();
};
const settled = (page, count) => page.waitForFunction((n) => document.querySelectorAll('[data-view="list"] [data-id]').length === n, count);

async function fill(page, { amount, category = 'Groceries', date = '2026-03-01', note = '' }) {
  const kind = field(page, 'type').first();
  if ((await kind.evaluate((each) => each.tagName)) === 'SELECT') await kind.selectOption('expense');
  else await page.locator('form[name="transaction"] [name="type"][value="expense"]').check();
  await field(page, 'amount').fill(amount);
  await field(page, 'category').selectOption(category);
  await field(page, 'date').fill(date);
  await field(page, 'note').fill(note);
  await page.locator('form[name="transaction"] :is(button:not([type="button"]), [type="submit"])').first().click();
}

const scenarios = {
  async empty(base) {
    const page = await open(base);
    await page.locator(view('dashboard')).waitFor();
    const empty = page.locator(`${view('dashboard')} [data-empty]`);
    await empty.waitFor();
    return { balance: await total(page, 'balance'), actions: await empty.locator('a, button').count(), problems: page.problems };
  },

  async newYork(base) {
    const page = await open(base, { hash: '#form', zone: 'America/New_York' });
    await page.evaluate(() => (window.sameDocument = true));
    await fill(page, { amount: '19.99', note: 'first of March' });
    await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key) ?? '{}').transactions?.length === 1, KEY);
    const [stored] = await storedIn(page);
    await show(page, '#dashboard');
    const figures = [await total(page, 'expense'), await total(page, 'balance')];
    await show(page, '#list');
    const month = page.locator('form[name="filter"] [name="month"]');
    const choose = async (value) => {
      if ((await month.evaluate((each) => each.tagName)) !== 'SELECT') return month.fill(value);
      const there = await month.locator(`option[value="${value}"]`).count();
      return there > 0 ? month.selectOption(value) : undefined;
    };
    const options = await month.locator('option').evaluateAll((all) => all.map((each) => each.value));
    await choose('2026-03');
    await page.waitForTimeout(150);
    const row = page.locator(`${view('list')} [data-id]`);
    const text = (await row.count()) === 1 ? await row.textContent() : null;
    return { stored, figures, options, text, same: await page.evaluate(() => window.sameDocument === true) };
  },

  async invalid(base) {
    const page = await open(base, { hash: '#form' });
    const found = [];
    for (const amount of ['-5', 'abc', '']) {
      await fill(page, { amount });
      found.push(
        await page.evaluate((key) => {
          const amountField = document.querySelector('form[name="transaction"] [name="amount"]');
          const ids = (amountField.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
          return {
            saved: JSON.parse(localStorage.getItem(key) ?? '{}').transactions?.length ?? 0,
            message: ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim(),
            marked: amountField.getAttribute('aria-invalid') === 'true',
            focus: document.activeElement?.getAttribute('name') ?? document.activeElement?.tagName,
          };
        }, KEY),
      );
    }
    return found;
  },

  async injection(base) {
    const note = '<img src=x onerror=alert(1)>';
    const page = await open(base, { hash: '#form' });
    await fill(page, { amount: '1', note });
    await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key) ?? '{}').transactions?.length === 1, KEY);
    for (const hash of ['#dashboard', '#list']) await show(page, hash);
    await page.waitForTimeout(150);
    const row = page.locator(`${view('list')} [data-id]`).first();
    return { text: await row.textContent(), images: await page.locator('main img').count(), problems: page.problems };
  },

  async narrow(base) {
    const list = [entry('a', { note: 'averylongnotewithoutanyspaces'.repeat(4), amountCents: 123_456_789 }), entry('b', { type: 'income' })];
    const page = await open(base, { list, width: 360 });
    await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key) ?? '{}').transactions?.length === 2, KEY);
    const found = [];
    for (const hash of ['#dashboard', '#list', '#form'])
      found.push(
        await show(page, hash).then(() =>
          page.evaluate((screen) => {
            const targets = [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter((each) => each.checkVisibility());
            const small = targets.find((each) => {
              const box = (each.closest('label') ?? each).getBoundingClientRect();
              return box.width < 24 || box.height < 24;
            });
            const { scrollWidth, clientWidth } = document.documentElement;
            return { screen, over: scrollWidth - clientWidth, small: small?.outerHTML.slice(0, 80) ?? null, targets: targets.length };
          }, hash),
        ),
      );
    return found;
  },

  async keyboard(base) {
    const page = await open(base);
    await page.locator(view('dashboard')).waitFor();
    let unseen = null;
    /** A date field shows the focus on one of its parts, which no style tells. Tabs until the focus is on what `wanted` describes; notes the first element whose focus cannot be seen. */
    const reach = async (what, wanted, argument) => {
      for (let step = 0; step < 60; step += 1) {
        await page.keyboard.press('Tab');
        const found = await page.evaluate(
          ([source, given]) => {
            const each = document.activeElement;
            const style = getComputedStyle(each);
            const seen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
            const is = new Function('each', 'given', `return ${source}`);
            return { is: is(each, given), seen: seen || each === document.body || each.type === 'date', html: each.outerHTML.slice(0, 60) };
          },
          [wanted, argument],
        );
        if (!found.seen) unseen ??= found.html;
        if (found.is) return;
      }
      throw new Error(`60 times Tab does not reach ${what}`);
    };
    const named = `each.getAttribute('name') === given && each.form?.name === 'transaction'`;
    const labelled = `each.closest('[data-id]') !== null && new RegExp(given, 'i').test(each.getAttribute('aria-label') ?? each.textContent)`;
    const submit = `each.form?.name === 'transaction' && each.matches('button:not([type="button"]), [type="submit"]')`;
    await reach('a link to #form', `each.matches('a[href$="#form"]')`);
    await page.keyboard.press('Enter');
    await page.locator(view('form')).waitFor();
    await reach('the amount', named, 'amount');
    await page.keyboard.type('12.50');
    await reach('the category', named, 'category');
    await page.keyboard.type('Gro');
    await reach('the note', named, 'note');
    await page.keyboard.type('by hand');
    await reach('the button that saves', submit);
    await page.keyboard.press('Enter');
    await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key) ?? '{}').transactions?.length === 1, KEY);
    await show(page, '#list');
    await reach('Edit in a row', labelled, 'edit');
    await page.keyboard.press('Enter');
    await page.locator(view('form')).waitFor();
    if ((await page.evaluate(() => document.activeElement?.getAttribute('name'))) !== 'amount') await reach('the amount', named, 'amount');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('13');
    await page.keyboard.press('Enter');
    await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key)).transactions[0]?.amountCents === 1300, KEY);
    const [edited, ...others] = await storedIn(page);
    await show(page, '#list');
    await reach('Delete in a row', labelled, 'delete');
    await page.keyboard.press('Enter');
    await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key)).transactions.length === 0, KEY);
    return { edited, others: others.length, unseen };
  },

  async serverError(base) {
    const page = await open(base, { stored: pack(entry('cached')), fail: 500, hash: '#list' });
    const alert = page.locator('[role="alert"]').filter({ has: page.getByRole('button', { name: /retry/i }) });
    await alert.waitFor();
    await settled(page, 1);
    const cached = await page.locator(`${view('list')} [data-id]`).count();
    const message = await alert.textContent();
    await mock(base, { fail: 0, transactions: [entry('cached'), entry('fresh')] });
    await alert.getByRole('button', { name: /retry/i }).click();
    await settled(page, 2);
    return { cached, message, after: await alert.isVisible(), stored: (await storedIn(page)).length };
  },

  async timeout(base) {
    // Ten times as fast: the app asks for 8,000 ms and gets 800.
    const before = () => {
      window.limits = [];
      const limit = AbortSignal.timeout.bind(AbortSignal);
      AbortSignal.timeout = (ms) => (window.limits.push(ms), limit(ms / 10));
      const later = window.setTimeout;
      window.setTimeout = (run, ms = 0, ...rest) => (ms >= 5_000 && window.limits.push(ms), later(run, ms >= 5_000 ? ms / 10 : ms, ...rest));
    };
    const page = await open(base, { stored: pack(entry('cached')), delay: 5_000, hash: '#list', before });
    const alert = page.locator('[role="alert"]').filter({ hasText: /\S/ });
    await alert.waitFor();
    await settled(page, 1);
    return { limits: await page.evaluate(() => window.limits), message: await alert.textContent(), aborted: (await mock(base)).aborted };
  },

  async corrupt(base) {
    const found = [];
    for (const text of ['{"version":1,"transactions":[{"id":"a","amou', 'null', '{"version":1}']) {
      const page = await open(base, { stored: text });
      await page.locator(view('dashboard')).waitFor();
      found.push({
        text,
        backup: await page.evaluate((key) => localStorage.getItem(`${key}.backup`), KEY),
        shown: await page.locator('[data-total="balance"]').first().isVisible(),
        problems: page.problems,
      });
      await page.context().close();
    }
    return found;
  },

  async transfer(base) {
    const page = await open(base, { stored: pack(entry('kept')), list: [entry('kept')] });
    const dashboard = page.locator(view('dashboard'));
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: wait }),
      dashboard.getByRole('button', { name: /export/i }).or(dashboard.getByRole('link', { name: /export/i })).click(),
    ]);
    const exported = JSON.parse(readFileSync(await download.path(), 'utf8'));
    const file = page.locator('[name="import"]');
    const take = (text) => file.setInputFiles({ name: 'finance.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    const note = page.locator(`[id="${(await file.getAttribute('aria-describedby')) ?? 'no aria-describedby'}"]`).filter({ hasText: /\S/ });
    await take(pack(entry('new'), entry('wrong', { amountCents: -500 })));
    await note.waitFor();
    const refused = { message: (await note.textContent()).trim(), ids: (await storedIn(page)).map(({ id }) => id) };
    await take(pack(entry('kept', { amountCents: 2_000 }), entry('new')));
    await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key) ?? '{}').transactions?.length === 2, KEY);
    const amounts = Object.fromEntries((await storedIn(page)).map(({ id, amountCents }) => [id, amountCents]));
    return { name: download.suggestedFilename(), exported, refused, amounts };
  },

  async filter(base) {
    const list = Array.from({ length: 1_000 }, (_, n) => entry(`t${n}`, { note: n % 100 === 0 ? `needle ${n}` : `entry ${n}`, amountCents: 100 + n }));
    const page = await open(base, { list, hash: '#list' });
    await settled(page, 1_000);
    const measure = (text) =>
      page.evaluate(
        (value) =>
          new Promise((resolve, reject) => {
            const input = document.querySelector('form[name="filter"] [name="text"]');
            const rows = () => [...document.querySelectorAll('[data-view="list"] [data-id]')].filter((row) => row.checkVisibility());
            const wanted = value === '' ? 1_000 : 10;
            const observer = new MutationObserver(() => {
              const took = performance.now() - begun;
              if (rows().length === wanted) resolve((observer.disconnect(), took));
            });
            observer.observe(document.querySelector('[data-view="list"]'), { childList: true, subtree: true, attributes: true });
            setTimeout(() => reject(new Error(`${rows().length} rows are shown for “${value}”, ${wanted} match`)), 2_500);
            const begun = performance.now();
            input.value = value;
            input.dispatchEvent(new InputEvent('input', { bubbles: true }));
          }),
        text,
      );
    let best = Infinity;
    for (let attempt = 0; attempt < 5; attempt += 1) {
      best = Math.min(best, await measure('needle'));
      await measure('');
    }
    return { best };
  },

  async axe(base) {
    const page = await open(base, { list: [entry('a'), entry('b', { type: 'income', category: 'Salary' })] });
    const found = [];
    for (const hash of ['#dashboard', '#list', '#form']) {
      await show(page, hash);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
      found.push(...violations.map(({ help, nodes }) => `${hash}: ${help} (${nodes[0].html.slice(0, 80)})`));
    }
    return found;
  },
};

createServer(async (request, response) => {
  const { searchParams } = new URL(request.url, 'http://browser');
  const told = {};
  try {
    told.found = await scenarios[searchParams.get('name')](searchParams.get('base'));
  } catch (error) {
    told.failed = error.message.split('\n').slice(0, 2).join(' ');
  }
  await Promise.all(browser.contexts().map((context) => context.close()));
  response.end(JSON.stringify(told));
}).listen(Number(port), '127.0.0.1');

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void browser.close().finally(() => process.exit(0)));

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../browser/find-browser.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/week-03/', import.meta.url));
const page = readFileSync(new URL('../../src/content/docs/weeks/week-03.mdx', import.meta.url), 'utf8');
const file = (name: string): string => readFileSync(`${folder}${name}`, 'utf8');
const run = (script: string[], zone = 'UTC') =>
  execFileSync(process.execPath, script, { cwd: folder, encoding: 'utf8', env: { ...process.env, TZ: zone } })
    .trim()
    .split('\n');

describe('week 3, in Node', () => {
  it('counts March in cents, and shows where floats fail, as the page says', () => {
    const [floats = '', sum = '', totals, ...categories] = run(['money.mjs']);
    const [three = '', half = '', product = '', parsed] = floats.split(' ');
    expect(parsed).toBe('1999');
    for (const figure of [three, half, product, sum]) expect(page).toContain(figure);
    expect(totals).toBe('{ income: 250000, expense: 131885, balance: 118115 } 1,181.15');
    expect(categories.join(' ')).toMatch(
      /'Rent' => 95000,\s+'Groceries' => 24770,\s+'Transit' => 4900,\s+'Phone' => 7215/,
    );
    for (const figure of ['131,885', '118,115', '24,770', '1,181.15']) expect(page).toContain(figure);
  });

  it.each(['19.99 1999', '19,9 1990', '20 2000', ' 7.05 705', '-5 null', 'abc null', '0 null', '1.234 null', ' null'])(
    'reads an amount: %s',
    (line) => {
      const at = line.lastIndexOf(' ');
      const script = `import { toCents } from './money.mjs'; console.log(String(toCents(process.argv[1])));`;
      expect(run(['--input-type=module', '-e', script, '--', line.slice(0, at)]).at(-1)).toBe(line.slice(at + 1));
    },
  );

  it('shows the day before in New York, and the right month from the text', () => {
    const [trap, own] = run(['dates.mjs'], 'America/New_York');
    expect(trap).toBe('2/28/2026 2');
    expect(own).toBe('2026-03 Mar 1, 2026');
    expect(page).toContain('`2/28/2026`');
  });

  it('logs in the order that the page says', () => {
    const lines = run(['loop.mjs']);
    expect(lines).toHaveLength(7);
    expect(page).toContain(lines.map((line) => `“${line}”`).join(', '));
  });

  it('keeps what it cannot read under a backup key', () => {
    const script = `
      import { read } from './storage.mjs';
      const storage = (text) => {
        const map = new Map(text === null ? [] : [['finance.v1', text]]);
        return { getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value), map };
      };
      for (const text of [null, '{"version":1,"transactions":[7]}', '{"version":1,', 'null', '{"version":2}']) {
        const one = storage(text);
        console.log(JSON.stringify([read(one), one.map.get('finance.v1.backup') ?? null]));
      }`;
    expect(run(['--input-type=module', '-e', script]).map((line): unknown => JSON.parse(line))).toEqual([
      [[], null],
      [[7], null],
      [[], '{"version":1,'],
      [[], 'null'],
      [[], '{"version":2}'],
    ]);
  });
});

describe('week 3, a request', () => {
  let server: Server;
  const load = (path: string, wait = 8_000): string => {
    const { port } = server.address() as AddressInfo;
    return `
      import { load } from './api.mjs';
      load('http://127.0.0.1:${String(port)}${path}', AbortSignal.timeout(${String(wait)}))
        .then((list) => console.log(JSON.stringify(list)), (error) => console.log(error.constructor.name, error.message));`;
  };
  const ask = (script: string): Promise<string> =>
    new Promise((resolve, reject) => {
      import('node:child_process')
        .then(({ execFile }) =>
          execFile(process.execPath, ['--input-type=module', '-e', script], { cwd: folder }, (error, out) => {
            if (error) reject(error);
            else resolve(out.trim());
          }),
        )
        .catch(reject);
    });

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/slow') return;
      if (request.url === '/half') return void response.writeHead(200).write('[1');
      if (request.url === '/page') return void response.end('<p>maintenance</p>');
      response.writeHead(request.url === '/broken' ? 500 : 200).end('[1]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('tells an error status, a slow server, a page of HTML and a missing server apart', async () => {
    expect(await ask(load('/'))).toBe('[1]');
    expect(await ask(load('/broken'))).toBe('ApiError The server answered 500.');
    expect(await ask(load('/slow', 200))).toBe('ApiError The server took too long.');
    expect(await ask(load('/half', 200))).toBe('ApiError The server took too long.');
    expect(await ask(load('/page'))).toBe('ApiError The server sent something that cannot be read.');
    expect(
      await ask(`import { load } from './api.mjs'; load('http://127.0.0.1:1/').catch((e) => console.log(e.message));`),
    ).toBe('The server cannot be reached.');
  });
});

describe('week 3, in a browser', () => {
  let browser: Browser;
  let tab: Page;
  const withScript = (html: string, code: string) =>
    `<!doctype html><meta name="viewport" content="width=device-width">${html}<script>${code.replaceAll('export function', 'function')}</script>`;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
    tab = await browser.newPage();
  });
  afterAll(() => browser.close());

  it('hears the clicks of all rows through one listener', async () => {
    await tab.setContent(
      withScript(
        file('rows.htm'),
        `${file('rows.js')}; window.removed = []; onDelete(document.querySelector('#rows'), (id) => window.removed.push(id));`,
      ),
    );
    await tab.click('[data-id="7f3a"] button');
    await tab.click('[data-id="91c0"] b');
    await tab.click('[data-id="91c0"]', { position: { x: 2, y: 5 } });
    expect(await tab.evaluate('window.removed')).toEqual(['7f3a', '91c0']);
  });

  it('shows a note as text, where innerHTML runs it', async () => {
    const note = '<img src=x onerror=window.ran=1>';
    await tab.setContent(withScript('<ul></ul>', file('rows.js')));
    await tab.evaluate(`document.querySelector('ul').append(row({ id: '1', note: ${JSON.stringify(note)} }))`);
    expect(await tab.textContent('li')).toBe(note);
    expect(await tab.locator('img').count()).toBe(0);
    await tab.evaluate(`document.querySelector('li').innerHTML = ${JSON.stringify(note)}`);
    await tab.waitForFunction('window.ran === 1');
  });

  it('puts the message at the field and the focus into it', async () => {
    await tab.setContent(withScript(file('form.htm'), file('form.js')));
    const show = (problems: string) => tab.evaluate(`showProblems(document.forms[0], new Map(${problems}))`);
    expect(await show(`[['amount', 'Enter an amount.']]`)).toBe(false);
    expect(await tab.textContent('#amount-error')).toBe('Enter an amount.');
    expect(await tab.evaluate('document.activeElement.id')).toBe('amount');
    expect(await show('[]')).toBe(true);
    expect(await tab.getAttribute('#amount', 'aria-invalid')).toBe('false');
  });

  it('finds its own number of columns', async () => {
    const cards = `<style>${file('layout.css')}</style><div class="cards">${'<p>card</p>'.repeat(4)}</div>`;
    const columns = async (width: number): Promise<number> => {
      await tab.setViewportSize({ width, height: 600 });
      await tab.setContent(cards);
      return tab.evaluate(
        `getComputedStyle(document.querySelector('.cards')).gridTemplateColumns.split(' ').filter((width) => width !== '0px').length`,
      );
    };
    expect([await columns(360), await columns(768), await columns(1280)]).toEqual([1, 3, 4]);
  });
});

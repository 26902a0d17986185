// npm run bench:search [-- --site dist --cold 12]: how well and how fast the search of a finished site (built
// for the root of a host) answers the labelled queries, beside plain Pagefind on the same pages.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { close as closePagefind, createIndex } from 'pagefind';
import { chromium } from 'playwright-core';
import { findBrowser } from '../tests/browser/find-browser.ts';
import { askPage } from '../tests/search/ask-page.ts';
import { askPlain } from '../tests/search/ask-plain.ts';
import { measureCold } from '../tests/search/cold.ts';
import { labels, nonsense } from '../tests/search/labels.ts';
import { measure, type Outcome } from '../tests/search/measures.ts';
import { serveCompressed } from '../tests/search/served.ts';

const { values } = parseArgs({
  options: { site: { type: 'string', default: 'dist' }, cold: { type: 'string', default: '12' } },
});
const folder = resolve(values.site);
/** A fork may have left pages out: their queries ask for nothing here. */
const isThere = (path: string) => existsSync(join(folder, path, 'index.html'));
const all = labels();
const queries = all.filter(({ pages }) => pages.some(isThere));
if (queries.length < all.length) console.log(`${all.length - queries.length} queries ask for pages that are not here`);

const plainFolder = mkdtempSync(join(tmpdir(), 'handbook-plain-'));
const { index } = await createIndex({ rootSelector: 'main' });
await index?.addDirectory({ path: folder });
await index?.writeFiles({ outputPath: join(plainFolder, 'pagefind') });
await closePagefind();
writeFileSync(join(plainFolder, 'index.html'), '<!doctype html><html lang="en"><title>Plain</title></html>');

const [site, plainSite] = [await serveCompressed(folder), await serveCompressed(plainFolder)];
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  await page.goto(`${site.url}search/`);
  await askPage(page, 'warm up', '/');
  const outcomes: Outcome[] = [];
  const milliseconds: number[] = [];
  let changed = 0;
  for (const label of queries) {
    const { found, first } = await askPage(page, label.query, '/');
    outcomes.push({ label, found });
    if (!Number.isNaN(first)) milliseconds.push(first);
  }
  for (const { label, found } of outcomes) {
    if ((await askPage(page, label.query, '/')).found.join() !== found.join()) changed += 1;
  }
  const madeUp: string[] = [];
  for (const word of nonsense()) if ((await askPage(page, word, '/')).found.length > 0) madeUp.push(word);

  await page.goto(plainSite.url);
  const plain: Outcome[] = [];
  for (const label of queries) plain.push({ label, found: await askPlain(page, label.query) });

  const rows = (name: string, all: readonly Outcome[]) => ({
    [`${name}, all`]: rounded(all),
    [`${name}, held back`]: rounded(all.filter(({ label }) => label.held)),
  });
  console.table({ ...rows('handbook', outcomes), ...rows('plain Pagefind', plain) });
  const kinds = [...new Set(queries.map(({ kind }) => kind))];
  console.log('By kind, held back');
  console.table(
    Object.fromEntries(
      kinds.map((kind) => [kind, rounded(outcomes.filter(({ label }) => label.held && label.kind === kind))]),
    ),
  );
  console.log(`Made-up words with results: ${madeUp.length} of ${nonsense().length} ${madeUp.join(' ')}`);
  console.log(`Queries with another list the second time: ${changed}`);
  console.log(
    `Warm, key to first result: median ${percentile(milliseconds, 0.5)} ms, 95 % ${percentile(milliseconds, 0.95)} ms`,
  );

  const sample = queries
    .filter(({ held }) => held)
    .filter((_, at, all) => at % Math.ceil(all.length / Number(values.cold)) === 0);
  console.log('Cold, slow 4G (562 ms, 1.44 Mbit/s), processor four times slower, from opening the dialog');
  console.table(
    await measureCold(
      browser,
      site.url,
      sample.map(({ query }) => query),
    ),
  );
} finally {
  await browser.close();
  site.close();
  plainSite.close();
  rmSync(plainFolder, { recursive: true, force: true });
}

function rounded(outcomes: readonly Outcome[]): Record<string, number> {
  return Object.fromEntries(Object.entries(measure(outcomes)).map(([name, value]) => [name, Number(value.toFixed(3))]));
}

function percentile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
}

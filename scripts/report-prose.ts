// Prints how the prose of the written pages reads: `npm run report:prose`, or `npm run report:prose -- retry-strategy`.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { listFiles } from '../src/disk/list-files.ts';
import { median, proseMeasures, type ProseMeasures } from '../src/markdown/prose-measures.ts';

const wanted = process.argv.slice(2);
const folders = ['src/content/docs/modules', 'src/content/docs/weeks'];
const rows = folders
  .flatMap((folder) => listFiles(folder).map((path) => `${folder}/${path}`))
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => ({ name: basename(file, '.mdx'), source: readFileSync(file, 'utf8') }))
  .filter(({ name, source }) => (wanted.length > 0 ? wanted.includes(name) : /^depth: full$/m.test(source)))
  .map(({ name, source }) => ({ name, ...proseMeasures(source.replace(/^---\n[\s\S]*?\n---\n/, '')) }));

const columns: [string, (row: ProseMeasures) => number, number][] = [
  ['words', ({ words }) => words, 0],
  ['words a sentence', ({ sentence }) => sentence, 1],
  ['% of 6 words or fewer', ({ short }) => 100 * short, 1],
  ['; per 1,000', ({ semicolons }) => semicolons, 1],
  ['indefinites per 1,000', ({ indefinites }) => indefinites, 1],
  ['numbers per 1,000', ({ numbers }) => numbers, 1],
  ['paragraphs over 90', ({ longParagraphs }) => longParagraphs, 0],
  ['longest paragraph', ({ longest }) => longest, 0],
  ['% short endings', ({ shortEndings }) => 100 * shortEndings, 0],
];

if (rows.length === 0) {
  console.error(`No written page is called ${wanted.map((name) => `“${name}”`).join(', ') || 'anything'}.`);
  process.exitCode = 1;
} else {
  console.log(`${'page'.padEnd(28)}${columns.map(([title]) => title.padStart(title.length + 2)).join('')}`);
  for (const row of rows) printRow(row.name, (column) => column(row));
  if (rows.length > 1) printRow('median', (column) => median(rows.map(column)));
}

function printRow(name: string, value: (column: (row: ProseMeasures) => number) => number): void {
  const cells = columns.map(([title, column, digits]) =>
    value(column)
      .toFixed(digits)
      .padStart(title.length + 2),
  );
  console.log(`${name.padEnd(28)}${cells.join('')}`);
}

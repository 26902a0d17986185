// Makes pages of outlines: `npm run import-outline -- outline.md --replace`. See README, “An outline of your own”.
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { checkContent } from '../src/disk/check-content.ts';
import { formatProblems } from '../src/handbook/problem.ts';
import { importOutline, readOutlines, type ImportResult } from '../src/outline/content-folder.ts';
import { countItems } from '../src/outline/count-items.ts';
import type { Outline } from '../src/outline/model.ts';
import { formatProblem, OutlineError } from '../src/outline/problem.ts';
import { planReplacement, writeReplacement, type Replacement } from '../src/outline/replace-programme.ts';

const USAGE = `Usage: npm run import-outline -- FILE… [--into DIR | --replace [--yes] | --add] [--unit WORD]
  --into DIR  write a content folder of its own (src/content if left out: a new version of the outline there)
  --replace   make the outlines the programme of this repository, in place of the one that is there
  --yes       do not ask
  --add       put the outline beside the tracks that are there
  --unit WORD what the outline numbers by, besides week, day, session, module, lesson and the like`;

const options = {
  into: { type: 'string' },
  replace: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  add: { type: 'boolean' },
  unit: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

function tellRead(file: string, outline: Outline): void {
  const counts = countItems(outline).map(({ kind, count }) => `${count} ${kind}`);
  console.log(`Read ${file}: ${counts.join(', ')}.`);
}

/** Prints what an import wrote, by kind. */
function report(into: string, result: ImportResult): void {
  console.log(`Wrote to ${into}:`);
  for (const kind of new Set(result.pages.map((page) => page.kind))) {
    const of = (state: string): number =>
      result.pages.filter((page) => page.kind === kind && page.state === state).length;
    console.log(
      `  ${kind.padEnd(10)} ${of('created')} created, ${of('updated')} updated, ${of('unchanged')} unchanged`,
    );
  }
  console.log(`  ${'outline'.padEnd(10)} ${result.copy.path} ${result.copy.state}`);
  for (const page of result.pages) {
    if (page.state === 'updated') console.log(`  updated the outline in ${page.path}`);
  }
  for (const path of result.removed) console.log(`  moved or no longer in the outline, taken away: ${path}`);
  for (const path of result.left) console.log(`  no longer in the outline, left as it is: ${path}`);
}

/** Says what goes and what comes. */
function announce({ goes, pages, name }: Replacement): void {
  console.log('Goes (git keeps it):');
  for (const { path, files } of goes) console.log(`  ${path}, ${files} ${files === 1 ? 'file' : 'files'}`);
  console.log('Comes:');
  for (const kind of new Set(pages.map((page) => page.kind))) {
    console.log(`  ${kind.padEnd(10)} ${pages.filter((page) => page.kind === kind).length}`);
  }
  if (name !== undefined) console.log(`  the name of the site: ${name}`);
}

async function replace(files: readonly string[], units: readonly string[], yes: boolean): Promise<number> {
  const plan = planReplacement(process.cwd(), files, units);
  for (const { file, outline } of plan.outlines) tellRead(file, outline);
  announce(plan);
  if (!yes && !(await agrees())) {
    console.error('Nothing was written.');
    return 1;
  }
  // Node runs a handler only between two steps: an interrupt does not fall into the middle of the exchange.
  process.on('SIGINT', () => undefined);
  await writeReplacement(process.cwd(), plan, async (root) => {
    const { problems } = await checkContent(root);
    return problems.length > 0 ? [formatProblems(problems)] : [];
  });
  console.log(
    'Done. `npm start` shows the site; the name and the sentence below it stand in src/cohort/settings.yaml.',
  );
  return 0;
}

async function agrees(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error('Nobody is there to ask: say --yes.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Replace it? (y/N) ');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function main(): Promise<number> {
  let args;
  try {
    args = parseArgs({ allowPositionals: true, options });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
  const { into, replace: replaces = false, yes = false, add = false, unit = [], help } = args.values;
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const files = args.positionals;
  if (files.length === 0 || (replaces && (into !== undefined || add))) {
    console.error(`${files.length === 0 ? 'No file given.' : 'Either --replace or --into or --add.'}\n${USAGE}`);
    return 2;
  }
  try {
    if (replaces) return await replace(files, unit, yes);
    // All of them are read before the first is written.
    readOutlines(files, unit);
    files.forEach((file, index) => {
      const folder = into ?? 'src/content';
      const result = importOutline(file, folder, { units: unit, add: add || index > 0 });
      tellRead(file, result.outline);
      report(folder, result);
    });
    return 0;
  } catch (error) {
    if (error instanceof OutlineError) {
      for (const problem of error.problems) console.error(formatProblem(problem));
      const count = error.problems.length;
      console.error(`${count} ${count === 1 ? 'problem' : 'problems'}; nothing was written.`);
    } else {
      console.error(`${error instanceof Error ? error.message : String(error)}; nothing was written.`);
    }
    return 1;
  }
}

process.exitCode = await main();

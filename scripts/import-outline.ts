import { parseArgs } from 'node:util';
import { importOutline, type ImportResult } from '../src/outline/content-folder.ts';
import { countItems } from '../src/outline/count-items.ts';
import { formatProblem, OutlineError } from '../src/outline/problem.ts';

const USAGE = 'Usage: npm run import-outline -- FILE [--into DIR]   (DIR: a content folder, src/content if left out)';

/** Prints what an import read and wrote, by kind. */
function report(file: string, into: string, result: ImportResult): void {
  console.log(
    `Read ${file}: ${countItems(result.outline)
      .map(({ kind, count }) => `${count} ${kind}`)
      .join(', ')}.`,
  );
  console.log(`Wrote to ${into}:`);
  const kinds = [...new Set(result.pages.map((page) => page.kind))];
  for (const kind of kinds) {
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
  for (const path of result.left) console.log(`  no longer in the outline, left as it is: ${path}`);
}

function main(): number {
  let args;
  try {
    args = parseArgs({
      allowPositionals: true,
      options: { into: { type: 'string', default: 'src/content' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
  const [file, ...more] = args.positionals;
  if (args.values.help) {
    console.log(USAGE);
    return 0;
  }
  if (file === undefined || more.length > 0) {
    console.error(`${file === undefined ? 'No file given.' : 'One file at a time.'}\n${USAGE}`);
    return 2;
  }
  try {
    report(file, args.values.into, importOutline(file, args.values.into));
    return 0;
  } catch (error) {
    if (error instanceof OutlineError) {
      for (const problem of error.problems) console.error(formatProblem(problem));
      console.error(
        `${error.problems.length} ${error.problems.length === 1 ? 'problem' : 'problems'}; nothing was written.`,
      );
    } else {
      console.error(`${file}: ${error instanceof Error ? error.message : String(error)}; nothing was written.`);
    }
    return 1;
  }
}

process.exitCode = main();

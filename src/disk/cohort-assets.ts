import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { atKey } from '../handbook/checks/context.ts';
import type { Entries } from '../handbook/entries.ts';
import { nearest, type Problem } from '../handbook/problem.ts';
import type { Cohort } from '../schema/cohort.ts';
import { listFiles } from './list-files.ts';

const folder = 'src/cohort';

/** Files that the settings name, logo and fonts, each with the key that names it. */
function namedFiles({ logo, fonts }: Cohort): { path: string[]; file: string }[] {
  const named = [
    { path: ['logo', 'file'], file: logo?.file },
    ...Object.entries(fonts).map(([name, file]) => ({ path: ['fonts', name], file })),
  ];
  return named.flatMap(({ path, file }) => (file === undefined ? [] : [{ path, file }]));
}

/** Names of the files that the settings name. */
export function cohortAssets(cohort: Cohort): string[] {
  return namedFiles(cohort).map(({ file }) => file);
}

/** The bytes of one of them. */
export function cohortAsset(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(resolve(folder), file)));
}

/** Files that the settings name and that are not there. */
export function* checkCohortAssets(root: string, { cohort, locateSetting }: Entries): Generator<Problem> {
  for (const { path, file } of namedFiles(cohort)) {
    if (existsSync(join(root, folder, file))) continue;
    const close = nearest(file, listFiles(join(root, folder)));
    yield atKey(
      { file: `${folder}/settings.yaml`, locate: locateSetting },
      path,
      `there is no file ${folder}/${file}`,
      close ? `did you mean "${close}"?` : `put it into ${folder}/`,
    );
  }
}

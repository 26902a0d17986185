import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { atKey } from '../handbook/checks/context.ts';
import type { Entries } from '../handbook/entries.ts';
import { nearest, type Problem } from '../handbook/problem.ts';
import type { Cohort } from '../schema/cohort.ts';
import { listFiles } from './list-files.ts';

const folder = 'src/cohort';

/** Names of the files that the settings name: logo and fonts. */
export function cohortAssets({ logo, fonts }: Cohort): string[] {
  return [logo?.file, ...Object.values(fonts)].filter((file) => file !== undefined);
}

/** The bytes of one of them. */
export function cohortAsset(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(resolve(folder), file)));
}

/** Files that the settings name and that are not there. */
export function* checkCohortAssets(root: string, { cohort, locateSetting }: Entries): Generator<Problem> {
  const named: [path: string[], file: string | undefined][] = [
    [['logo', 'file'], cohort.logo?.file],
    ...Object.entries(cohort.fonts).map(([name, file]): [string[], string | undefined] => [['fonts', name], file]),
  ];
  for (const [path, file] of named) {
    if (file === undefined || existsSync(join(root, folder, file))) continue;
    const close = nearest(file, listFiles(join(root, folder)));
    yield atKey(
      { file: `${folder}/settings.yaml`, locate: locateSetting },
      path,
      `there is no file ${folder}/${file}`,
      close ? `did you mean "${close}"?` : `put it into ${folder}/`,
    );
  }
}

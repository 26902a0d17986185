import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assemble, finish } from '../handbook/build.ts';
import { listFiles } from './list-files.ts';
import { readContent, readSettings } from './read-content.ts';

/**
 * Files of pages that are not published: what the cohort leaves out, and upstream's pages that a page of the cohort
 * stands for. Paths from the root of the repository.
 */
export function unpublishedFiles(root: string): string[] {
  const replaced = listFiles(join(root, 'src/cohort/pages'))
    .map((path) => `src/content/docs/${path}`)
    .filter((file) => existsSync(join(root, file)));
  const settings = readSettings(root).value?.data;
  if (!settings?.tracks && !settings?.units) return replaced;
  const { entries } = readContent(root);
  const leftOut = entries ? [...finish(assemble(entries)).leftOut.values()] : [];
  return [...replaced, ...leftOut.map(({ file }) => file)];
}

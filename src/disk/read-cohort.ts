import { fileURLToPath } from 'node:url';
import { ContentError } from '../handbook/problem.ts';
import type { Cohort } from '../schema/cohort.ts';
import { readSettings } from './read-content.ts';

/**
 * The organiser's settings, read from disk for what runs before any collection is loaded.
 * @param root folder of the repository
 * @throws ContentError with every problem of the file
 */
export function readCohort(root: string = fileURLToPath(new URL('../..', import.meta.url))): Cohort {
  const { value, problems } = readSettings(root);
  if (!value) throw new ContentError(problems);
  return value.data;
}

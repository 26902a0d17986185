import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Cohort, cohort } from '../schema/cohort.ts';

/** The organiser's settings, read from disk for what runs before any collection is loaded. */
export function readCohort(file: URL = new URL('../cohort/settings.yaml', import.meta.url)): Cohort {
  return cohort.parse(parse(readFileSync(file, 'utf8')));
}

import { assemble, finish } from '../handbook/build.ts';
import { checkHandbook } from '../handbook/check.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Problem } from '../handbook/problem.ts';
import { readContent } from './read-content.ts';

/**
 * The handbook of a repository as its cohort takes it, with everything that is wrong with it.
 * @param root folder of the repository
 */
export function readCohortHandbook(root: string): {
  handbook: Handbook | undefined;
  problems: readonly Problem[];
  stale: readonly Problem[];
} {
  const { entries, problems, stale } = readContent(root);
  if (!entries) return { handbook: undefined, problems, stale };
  const whole = assemble(entries);
  const found = [...problems, ...checkHandbook(whole, entries)];
  return { handbook: found.length === 0 ? finish(whole) : undefined, problems: found, stale };
}

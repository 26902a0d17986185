import type { Entries } from './entries.ts';
import type { Handbook } from './handbook.ts';
import type { Problem } from './problem.ts';

/** Every problem of a handbook, found by all checks. */
export function checkHandbook(_handbook: Handbook, _entries: Entries): Problem[] {
  return [];
}

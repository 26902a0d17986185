import { checkAuthoredLinks } from './checks/authored-links.ts';
import { checkBodies } from './checks/bodies.ts';
import { checkCohortSettings } from './checks/cohort-settings.ts';
import type { Check, CheckedPage, Context } from './checks/context.ts';
import { checkCycles } from './checks/cycles.ts';
import { checkFullPages } from './checks/full-pages.ts';
import { checkIds } from './checks/ids.ts';
import { checkNames } from './checks/names.ts';
import { checkPhrases } from './checks/phrases.ts';
import { checkPlaces } from './checks/places.ts';
import { checkProgramme } from './checks/programme.ts';
import { checkReferences } from './checks/references.ts';
import { checkSessions } from './checks/sessions.ts';
import { checkSums } from './checks/sums.ts';
import { checkUnused } from './checks/unused.ts';
import type { Entries } from './entries.ts';
import type { Handbook } from './handbook.ts';
import { pageId, pagePath } from './page-id.ts';
import type { Problem } from './problem.ts';

const checks: readonly Check[] = [
  checkIds,
  checkPlaces,
  checkNames,
  checkReferences,
  checkAuthoredLinks,
  checkBodies,
  checkProgramme,
  checkCycles,
  checkSums,
  checkSessions,
  checkFullPages,
  checkUnused,
  checkPhrases,
  checkCohortSettings,
];

/** Every problem of a handbook that shows without looking at the disk, found by all checks. */
export function checkHandbook(handbook: Handbook, entries: Entries): Problem[] {
  const keys = new Set<string>([
    ...[...handbook.pages.keys()].map((id) => `page:${id}`),
    ...(['term', 'source', 'tool', 'note'] as const).flatMap((name) =>
      [...handbook[`${name}s`].keys()].map((id) => `${name}:${id}`),
    ),
    ...(entries.unread ?? []),
  ]);
  const context: Context = {
    handbook,
    entries,
    pages: entries.pages.map((page): CheckedPage => ({ ...page, id: pageId(page.route), path: pagePath(page.route) })),
    complete: (entries.unread?.size ?? 0) === 0,
    has: (key) => keys.has(key),
  };
  return checks.flatMap((check) => check(context));
}

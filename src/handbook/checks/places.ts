import type { PageKind } from '../../schema/page.ts';
import type { Problem } from '../problem.ts';
import { atKey, type Check, type CheckedPage } from './context.ts';

/** Where a page of a kind stands, so that addresses keep their promise. */
const homes: Partial<Record<PageKind, { pattern: RegExp; example: string }>> = {
  week: { pattern: /^weeks\/week-\d\d$/, example: 'weeks/week-09' },
  module: { pattern: /^modules\/[^/]+$/, example: 'modules/alerting-quality' },
  unit: { pattern: /^[a-z0-9-]+\/[a-z0-9-]+$/, example: 'days/day-01' },
  track: { pattern: /^tracks\/[^/]+$/, example: 'tracks/staff' },
  block: { pattern: /^tracks\/[^/]+\/[^/]+$/, example: 'tracks/staff/week-1' },
};

/** Pages that stand where their kind does not belong. */
export const checkPlaces: Check = ({ pages }) => pages.flatMap(place);

function place(page: CheckedPage): Problem[] {
  const { kind } = page.data;
  const home = homes[kind];
  if (home && !home.pattern.test(page.route)) {
    return [
      atKey(
        page,
        ['kind'],
        `a page of kind ${kind} cannot stand at "${page.route}"`,
        `its address has to be like "${home.example}"`,
      ),
    ];
  }
  if (kind === 'unit') return [];
  const owner = (['week', 'module'] as const).find((other) => other !== kind && page.route.startsWith(`${other}s/`));
  return owner
    ? [atKey(page, ['kind'], `a page of kind ${kind} stands among the ${owner}s`, 'move the file, or mend its kind')]
    : [];
}

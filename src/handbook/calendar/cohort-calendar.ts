import { type Handbook, isKind, type Page } from '../handbook.ts';
import { formOf } from '../place.ts';
import { dateOfPlanDay, type Meeting, meetings, schedule, type Unit, type UnitDates } from './schedule.ts';

/** The dates of a cohort. */
export interface CohortCalendar {
  zone: string;
  units: readonly UnitDates[];
  meetings: readonly Meeting[];
}

/** A unit of the programme with its page. */
export interface ProgrammeUnit extends Unit {
  page: Page;
}

/**
 * What a cohort takes one after the other: the units of the settings, else each track in its order: the weeks of a
 * roadmap, the blocks of a track that is made of modules.
 */
export function programmeUnits(
  handbook: Pick<Handbook, 'cohort' | 'pages' | 'weeks' | 'units' | 'blocks'>,
): ProgrammeUnit[] {
  const { units, tracks } = handbook.cohort;
  if (units) {
    return units.flatMap((id) => {
      const page = handbook.pages.get(id);
      return page ? [{ id, weeks: weeksOf(page), page }] : [];
    });
  }
  const byTrack = new Map<string, ProgrammeUnit[]>();
  for (const page of handbook.pages.values()) {
    if (!isKind(page, 'track')) continue;
    const own: Page[] = {
      weeks: () => [...handbook.weeks],
      units: () => handbook.units.filter(({ data }) => data.outline.track === page.id),
      blocks: () => handbook.blocks.map(({ page: block }) => block),
    }[formOf(page)]();
    byTrack.set(
      page.id,
      own.map((unit) => ({ id: unit.id, weeks: weeksOf(unit), page: unit })),
    );
  }
  return (tracks ?? [...byTrack.keys()]).flatMap((id) => byTrack.get(id) ?? []);
}

/** Weeks of the programme that a page takes: those of a block, one for everything else. */
function weeksOf(page: Page): number {
  if (isKind(page, 'unit')) return (page.data.outline.to ?? page.data.outline.number) - page.data.outline.number + 1;
  return isKind(page, 'block') ? page.data.outline.to - page.data.outline.from + 1 : 1;
}

/** The cohort's dates; undefined where the settings name no start. */
export function cohortCalendar(
  handbook: Pick<Handbook, 'cohort' | 'pages' | 'weeks' | 'units' | 'blocks'>,
): CohortCalendar | undefined {
  const { start, zone, pace, breaks, holidays, sessions } = handbook.cohort;
  if (start === undefined) return undefined;
  const units = schedule({ start, pace, breaks, holidays }, programmeUnits(handbook));
  return { zone, units, meetings: meetings(units, sessions, holidays, zone).held };
}

/** The dates of a page: its own, or those of the block that it belongs to. */
export function datesOf(handbook: Handbook, page: Page | undefined): UnitDates | undefined {
  if (!page) return undefined;
  const find = (id: string) => handbook.calendar?.units.find((unit) => unit.id === id);
  return find(page.id) ?? (isKind(page, 'module') ? find(page.data.outline.block) : undefined);
}

/** First and last day of several pages together, such as a phase; undefined where none of them has dates. */
export function spanOf(handbook: Handbook, pages: readonly Page[]): { first: string; last: string } | undefined {
  const dates = pages.flatMap((page) => datesOf(handbook, page) ?? []);
  const first = dates.map((each) => each.first).sort()[0];
  const last = dates
    .map((each) => each.last)
    .sort()
    .at(-1);
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** The date of a day of a week's plan. */
export function planDate(handbook: Handbook, page: Page, day: string): string | undefined {
  const dates = datesOf(handbook, page);
  if (!dates || !isKind(page, 'week') || !page.data.plan) return undefined;
  const names = page.data.plan.days.map((planned) => planned.day);
  return dateOfPlanDay(dates, names, day, handbook.cohort.holidays);
}

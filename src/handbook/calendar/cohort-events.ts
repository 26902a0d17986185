import type { AddressOf } from '../published.ts';
import type { Handbook } from '../handbook.ts';
import { type CalendarEvent, calendarFile } from './calendar-file.ts';
import { weekdayOf } from './schedule.ts';

/** An event as it was when the fork was last released: by its UID, when it was and how often it had moved. */
export type ReleasedEvents = Readonly<Record<string, { from: string; to: string; sequence: number }>>;

/** An event of the cohort's calendar, before it is known how often it has moved. */
export type CohortEvent = Omit<CalendarEvent, 'sequence'>;

/** The events of a cohort: one for each unit, meeting and deadline. */
export function cohortEvents(handbook: Handbook, address: AddressOf): CohortEvent[] {
  const { calendar, cohort, pages } = handbook;
  if (!calendar) return [];
  const owner = calendarId(handbook, address);
  const units = calendar.units.map(({ id, first, last }): CohortEvent => ({
    uid: `${id}@${owner}`,
    summary: pages.get(id)?.title ?? id,
    description: pages.get(id)?.description ?? '',
    url: address(pages.get(id)?.path ?? '/'),
    isAllDay: true,
    from: first,
    to: last,
  }));
  const meetings = calendar.meetings.map(({ session, unit, count, start, end }): CohortEvent => {
    const { name, place } = cohort.sessions[session] ?? { name: '' };
    return {
      uid: `${unit}-${slug(name)}-${count + 1}@${owner}`,
      summary: `${name}: ${pages.get(unit)?.title ?? unit}`,
      description: '',
      url: address(pages.get(unit)?.path ?? '/'),
      place,
      isAllDay: false,
      from: start,
      to: end,
    };
  });
  const deadlines = cohort.deadlines.flatMap(({ name, unit, day }): CohortEvent[] => {
    const date = calendar.units.find(({ id }) => id === unit)?.days.find((each) => weekdayOf(each) === day);
    if (date === undefined) return [];
    const url = address(pages.get(unit)?.path ?? '/');
    return [
      {
        uid: `${unit}-${slug(name)}-due@${owner}`,
        summary: `Due: ${name}`,
        description: '',
        url,
        isAllDay: true,
        from: date,
        to: date,
      },
    ];
  });
  return [...units, ...meetings, ...deadlines];
}

/**
 * The calendar of a cohort as iCalendar. Two builds give the same bytes: the stamp of every event is the start of the
 * programme.
 * @param released events at the last release; an event that has moved since has a sequence one higher
 */
export function cohortCalendarFile(handbook: Handbook, address: AddressOf, released: ReleasedEvents): string {
  const { name, start } = handbook.cohort;
  return calendarFile(
    { name, product: calendarId(handbook, address), stamp: new Date(`${start ?? '1970-01-01'}T00:00:00Z`) },
    cohortEvents(handbook, address).map((event) => ({ ...event, sequence: sequenceOf(event, released) })),
  );
}

/** What is to be kept of the events at a release. */
export function releaseEvents(events: readonly CohortEvent[], released: ReleasedEvents): ReleasedEvents {
  return Object.fromEntries(
    events
      .toSorted((a, b) => (a.uid < b.uid ? -1 : 1))
      .map((event) => [event.uid, { from: event.from, to: event.to, sequence: sequenceOf(event, released) }]),
  );
}

function sequenceOf({ uid, from, to }: CohortEvent, released: ReleasedEvents): number {
  const before = released[uid];
  if (!before) return 0;
  return before.from === from && before.to === to ? before.sequence : before.sequence + 1;
}

/** What tells this cohort's events from those of others: its id, else the address of its site. */
function calendarId({ cohort }: Handbook, address: AddressOf): string {
  return cohort.id ?? slug(address('/').replace(/^https?:\/\//, '') || cohort.name) ?? 'handbook';
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';

/** An event of a calendar. Days are ISO dates such as `2027-01-11`, times instants in UTC. */
export interface CalendarEvent {
  /** The same whenever the file is made, so that a calendar updates instead of doubling. */
  uid: string;
  summary: string;
  description?: string | undefined;
  url: string;
  place?: string | undefined;
  isAllDay: boolean;
  from: string;
  /** Last day of an all-day event, included; end of a timed one. */
  to: string;
  /** Higher than in any earlier file in which the event stood elsewhere. */
  sequence: number;
}

/** What a file says of itself. */
interface CalendarFacts {
  name: string;
  /** What made it: the last part of its `PRODID`. */
  product: string;
  /** When it was made. A fixed one makes two files of the same events equal. */
  stamp: Date;
}

const oneDay = 86_400_000;

/**
 * A calendar as iCalendar (RFC 5545). Timed events are in UTC, so that no client has to know the rules of a zone.
 * Whole days leave their owner free: who studies in the evening can still be met at noon.
 */
export function calendarFile({ name, product, stamp }: CalendarFacts, events: readonly CalendarEvent[]): string {
  const calendar = ical({
    name,
    prodId: { company: 'handbook', product, language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { uid, summary, description, url, place, isAllDay, from, to, sequence } of events) {
    calendar.createEvent({
      id: uid,
      sequence,
      stamp,
      summary,
      ...(description && { description }),
      url,
      ...(place && { location: place }),
      ...(isAllDay
        ? {
            allDay: true,
            transparency: ICalEventTransparency.TRANSPARENT,
            start: midnight(from),
            end: new Date(midnight(to).getTime() + oneDay),
          }
        : { start: new Date(from), end: new Date(to) }),
      timezone: 'UTC',
    });
  }
  return calendar.toString();
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

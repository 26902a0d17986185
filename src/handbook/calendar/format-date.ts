import { Temporal } from 'temporal-polyfill';

const locale = 'en-GB';

/** One day as people write it: `11 January 2027`. */
export function formatDay(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString(locale, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** A day with its name: `Tuesday 12 January`. */
export function formatWeekday(day: string): string {
  return Temporal.PlainDate.from(day)
    .toLocaleString(locale, { weekday: 'long', day: 'numeric', month: 'long' })
    .replace(',', '');
}

/** A span of days: `11–17 January 2027`, `29 March – 4 April 2027`, `28 December 2026 – 3 January 2027`. */
export function formatSpan(first: string, last: string): string {
  const [from, to] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last)];
  if (from.equals(to)) return formatDay(first);
  if (from.year !== to.year) return `${formatDay(first)} – ${formatDay(last)}`;
  if (from.month !== to.month)
    return `${from.toLocaleString(locale, { day: 'numeric', month: 'long' })} – ${formatDay(last)}`;
  return `${from.day}–${formatDay(last)}`;
}

/** A wall-clock time in a zone of an instant in UTC: `18:30`. */
export function formatTime(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

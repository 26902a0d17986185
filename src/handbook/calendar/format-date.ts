const locale = 'en-GB';
const written = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const withoutYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
const named = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });

/** One ISO date as people write it: `11 January 2027`. @throws RangeError where it is no date */
export function formatDay(day: string): string {
  return written.format(dateOf(day));
}

/** A day with its name: `Tuesday 12 January`. */
export function formatWeekday(day: string): string {
  // Whether a comma follows the name has changed between releases of the locale data.
  return named.format(dateOf(day)).replace(',', '');
}

/** A span of days: `11–17 January 2027`, `29 March – 4 April 2027`, `28 December 2026 – 3 January 2027`. */
export function formatSpan(first: string, last: string): string {
  if (first === last) return formatDay(first);
  const [year, month] = [4, 7].map((length) => first.slice(0, length) === last.slice(0, length));
  if (!year) return `${formatDay(first)} – ${formatDay(last)}`;
  if (!month) return `${withoutYear.format(dateOf(first))} – ${formatDay(last)}`;
  return `${Number(first.slice(8))}–${formatDay(last)}`;
}

/** A wall-clock time in a zone of an instant in UTC: `18:30`. */
export function formatTime(instant: string, zone: string): string {
  return new Date(instant).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone });
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

import type { Handbook } from '../handbook.ts';
import { formatDay, formatSpan, formatTime, formatWeekday } from './format-date.ts';

/** What the settings of a cohort mean, in words and dates, a line each. */
export function describeCohort(handbook: Handbook): string[] {
  const { cohort, calendar, pages, leftOut, announcements } = handbook;
  const count = (number: number, one: string) => `${number} ${number === 1 ? one : `${one}s`}`;
  const taken = [...pages.values()].filter(({ data }) => data.kind === 'week' || data.kind === 'module').length;
  return [
    `${cohort.name}: ${count(taken, 'unit')} in ${count(pages.size, 'page')}${leftOut.size > 0 ? `; ${count(leftOut.size, 'page')} left out` : ''}.`,
    ...(calendar ? [] : ['No dates: the settings have no start.']),
    ...(calendar?.units ?? []).map(
      ({ id, first, last, days }) =>
        `  ${formatSpan(first, last)}: ${pages.get(id)?.title ?? id} (${id}, ${count(days.length, 'day')})`,
    ),
    ...cohort.breaks.map(({ from, to, name }) => `Break: ${formatSpan(from, to)}${name ? `, ${name}` : ''}.`),
    ...cohort.holidays.map((day) => `Day off: ${formatDay(day)}.`),
    ...cohort.sessions.map(({ name, minutes }, index) => {
      const held = calendar?.meetings.filter(({ session }) => session === index) ?? [];
      const [first] = held;
      const begins = first
        ? `, first on ${formatWeekday(first.day)} at ${formatTime(first.start, cohort.zone)} (${cohort.zone})`
        : '';
      return `${name}: ${count(held.length, 'meeting')} of ${minutes} min${begins}.`;
    }),
    ...cohort.deadlines.map(({ name, unit, day }) => `Due: ${name}, ${day} of ${unit}.`),
    ...announcements.map(({ from, to, text }) => `Announced ${formatSpan(from, to)}: ${text}`),
  ];
}

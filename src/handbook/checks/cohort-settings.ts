import { meetings, schedule, workDays } from '../calendar/schedule.ts';
import { formatDay } from '../calendar/format-date.ts';
import { programmeUnits } from '../calendar/cohort-calendar.ts';
import { isKind } from '../handbook.ts';
import { nearest, type Problem } from '../problem.ts';
import { settingsVersion } from '../../schema/cohort.ts';
import { atKey, type Check, type Context, respell } from './context.ts';

/** The longest break that is taken seriously, in days. */
const longestBreak = 366;

/** What no schema sees in the settings: dates that do not fit, names that are not there, colours that cannot be read. */
export const checkCohortSettings: Check = (context) => {
  const problems = [...version(context), ...zone(context), ...names(context), ...days(context), ...colours(context)];
  return problems.length > 0 ? problems : [...calendar(context)];
};

function at({ entries }: Context, path: (string | number)[], message: string, cure?: string): Problem {
  return atKey({ file: 'src/cohort/settings.yaml', locate: entries.locateSetting }, path, message, cure);
}

function* version(context: Context): Generator<Problem> {
  const found = context.entries.cohort.version;
  if (found > settingsVersion)
    yield at(
      context,
      ['version'],
      `these settings are of version ${found}, this handbook reads version ${settingsVersion}`,
      'update the handbook with `npm run cohort:update`',
    );
}

function* zone(context: Context): Generator<Problem> {
  const found = context.entries.cohort.zone;
  try {
    new Intl.DateTimeFormat('en', { timeZone: found });
  } catch {
    const known = ['UTC', ...Intl.supportedValuesOf('timeZone')];
    const near = nearest(
      found.toLowerCase(),
      known.map((name) => name.toLowerCase()),
    );
    const meant = known.find((name) => name.toLowerCase() === near) ?? known.find((name) => name.endsWith(`/${found}`));
    yield at(
      context,
      ['zone'],
      `there is no time zone "${found}"`,
      meant ? `did you mean "${meant}"?` : 'write an IANA name such as Europe/Berlin, or UTC',
    );
  }
}

function* names(context: Context): Generator<Problem> {
  const { cohort } = context.entries;
  const { handbook } = context;
  const pages = [...handbook.pages.values()];
  const tracks = pages.filter((page) => isKind(page, 'track')).map(({ id }) => id);
  const units = pages.filter(({ data }) => ['week', 'module', 'block', 'unit'].includes(data.kind)).map(({ id }) => id);
  for (const [key, given, known] of [
    ['tracks', cohort.tracks ?? [], tracks],
    ['units', cohort.units ?? [], units],
  ] as const) {
    for (const [index, id] of given.entries()) {
      const what = key.slice(0, -1);
      if (!known.includes(id) && !context.entries.unread?.has(`page:${id}`))
        yield at(
          context,
          [key, index],
          `there is no ${what} "${id}"`,
          respell(id, known, `a ${what} is named by its id, such as ${known[0] ?? 'week-01'}`),
        );
      else if (given.indexOf(id) < index) yield at(context, [key, index], `"${id}" stands here twice`, 'leave it once');
    }
  }
  for (const [index, { unit }] of cohort.deadlines.entries())
    if (!units.includes(unit) || (cohort.units && !cohort.units.includes(unit)))
      yield at(
        context,
        ['deadlines', index, 'unit'],
        `there is no unit "${unit}" in this programme`,
        respell(unit, cohort.units ?? units),
      );
  if (cohort['left-out'] === 'upstream' && cohort.upstream === undefined)
    yield at(
      context,
      ['left-out'],
      'links are to lead upstream, and its address is not known',
      'write `upstream: https://…`, or `left-out: text`',
    );
}

function* days(context: Context): Generator<Problem> {
  const { start, breaks, holidays } = context.entries.cohort;
  for (const [index, { from, to }] of breaks.entries()) {
    if (from > to) {
      yield at(context, ['breaks', index, 'from'], `the break begins on ${from} and ends on ${to}`, 'exchange the two');
      continue;
    }
    if ((Date.parse(to) - Date.parse(from)) / 86_400_000 >= longestBreak)
      yield at(
        context,
        ['breaks', index, 'to'],
        `the break takes more than ${longestBreak} days`,
        'end the course before it, and begin another with its own start',
      );
    const other = breaks.findIndex((earlier, place) => place < index && earlier.from <= to && from <= earlier.to);
    if (other >= 0)
      yield at(
        context,
        ['breaks', index],
        `the break from ${from} to ${to} overlaps that from ${breaks[other]?.from} to ${breaks[other]?.to}`,
        'make one of the two, or move one',
      );
  }
  for (const [index, holiday] of holidays.entries())
    if (holidays.indexOf(holiday) < index)
      yield at(context, ['holidays', index], `${holiday} stands here twice`, 'leave it once');
  if (start === undefined) {
    const { cohort } = context.entries;
    const key = (['breaks', 'holidays', 'sessions', 'deadlines'] as const).find((name) => cohort[name].length > 0);
    if (key)
      yield at(
        context,
        [key],
        `there are ${key} and no start`,
        'write `start:` with the first day, such as 2027-01-11',
      );
    return;
  }
  const inBreak = breaks.find(({ from, to }) => from <= start && start <= to);
  if (inBreak)
    yield at(
      context,
      ['start'],
      `the start ${start} lies in the break from ${inBreak.from} to ${inBreak.to}`,
      `start after ${inBreak.to}, or move the break`,
    );
  if (holidays.includes(start))
    yield at(context, ['start'], `the start ${start} is a holiday`, 'start on the next day of work');
}

function* calendar(context: Context): Generator<Problem> {
  const { start, pace, breaks, holidays, sessions, zone: name } = context.entries.cohort;
  if (start === undefined) return;
  const units = schedule({ start, pace, breaks, holidays }, programmeUnits(context.handbook));
  for (const unit of units)
    if (unit.days.length >= 5 && workDays(unit, holidays).length === 0)
      yield at(
        context,
        ['holidays'],
        `the holidays leave no day of work in ${unit.id} (${formatDay(unit.first)} to ${formatDay(unit.last)})`,
        'make them a break, so that the unit moves',
      );
  for (const { session, day } of meetings(units, sessions, holidays, name).skipped)
    yield at(
      context,
      ['sessions', session, 'time'],
      `${sessions[session]?.time} does not exist on ${formatDay(day)} in ${name}: clocks are put forward`,
      'choose another hour',
    );
}

/** Colours of the two papers where the settings name none; the same as in `src/styles/theme.css`. */
export const themeColours = {
  accent: { light: '#1b4f91', dark: '#94bff3' },
  paper: { light: '#fdfcfa', dark: '#15171a' },
  ink: { light: '#1d1f22', dark: '#e4e2dc' },
};
const leastContrast = 4.5;

function* colours(context: Context): Generator<Problem> {
  const given = context.entries.cohort.colours;
  const all = {
    accent: given.accent ?? themeColours.accent,
    paper: given.paper ?? themeColours.paper,
    ink: given.ink ?? themeColours.ink,
  };
  for (const name of ['accent', 'ink'] as const)
    for (const theme of ['light', 'dark'] as const) {
      if (given[name] === undefined && given.paper === undefined) continue;
      const ratio = contrast(all[name][theme], all.paper[theme]);
      if (ratio < leastContrast)
        yield at(
          context,
          ['colours', given[name] ? name : 'paper', theme],
          `${name} ${all[name][theme]} on paper ${all.paper[theme]} has a contrast of ${ratio.toFixed(1)} to 1, at least ${leastContrast} is needed`,
          theme === 'light' ? 'take a darker one' : 'take a lighter one',
        );
    }
}

/** Contrast ratio of two colours such as `#1b4f91`, 1 to 21 (WCAG 2.2, “contrast ratio”). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((from) => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

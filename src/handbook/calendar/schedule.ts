import { Temporal } from 'temporal-polyfill';

/** Days without work: from the first to the last, both included. What follows moves. */
export interface Break {
  from: string;
  to: string;
  name?: string | undefined;
}

/** When a programme runs. Days are ISO dates such as `2027-01-11`. */
export interface Timetable {
  start: string;
  /** Calendar weeks for one week of the programme. */
  pace: number;
  breaks: readonly Break[];
  /** Single days off; nothing moves. */
  holidays: readonly string[];
}

/** A unit to be dated: a week, a module that stands alone, a block of modules. */
export interface Unit {
  id: string;
  /** Weeks of the programme that it takes. */
  weeks: number;
}

/** The days of a unit, in order: weekends are among them, breaks are not. */
export interface UnitDates {
  id: string;
  first: string;
  last: string;
  days: readonly string[];
}

/** Names of the days of the week as they stand in settings and plans, Monday first. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

const daysPerWeek = 7;

/**
 * Dates for units one after the other. A unit takes `7 × pace` days for each of its weeks; where that is no whole
 * number, the ends are rounded so that the whole comes out right. Days in a break are skipped, even inside a unit.
 * @throws RangeError where the start is no date
 */
export function schedule(timetable: Timetable, units: readonly Unit[]): UnitDates[] {
  const breaks = timetable.breaks.toSorted((a, b) => a.from.localeCompare(b.from));
  let day = afterBreaks(Temporal.PlainDate.from(timetable.start, { overflow: 'reject' }), breaks);
  let used = 0;
  let weeks = 0;
  return units.map(({ id, weeks: own }) => {
    weeks += own;
    const end = Math.max(used + 1, Math.round(daysPerWeek * timetable.pace * weeks));
    const days: string[] = [];
    for (; used < end; used += 1) {
      days.push(day.toString());
      day = afterBreaks(day.add({ days: 1 }), breaks);
    }
    return { id, first: days[0] ?? '', last: days.at(-1) ?? '', days };
  });
}

/** The first day from `day` on that lies in no break. */
function afterBreaks(day: Temporal.PlainDate, breaks: readonly Break[]): Temporal.PlainDate {
  const text = day.toString();
  const found = breaks.find(({ from, to }) => from <= text && text <= to);
  return found ? afterBreaks(Temporal.PlainDate.from(found.to).add({ days: 1 }), breaks) : day;
}

/** Days of a unit on which there is work: Monday to Friday, without holidays. */
export function workDays({ days }: UnitDates, holidays: readonly string[]): string[] {
  return days.filter((day) => Temporal.PlainDate.from(day).dayOfWeek <= 5 && !holidays.includes(day));
}

/**
 * The date of a day of a plan: by its name where the unit is a week of seven days, else by its position, spread
 * over the unit. A day off leads to the next day of the unit that is none.
 * @param names days of the plan in order, such as `Monday`
 */
export function dateOfPlanDay(
  unit: UnitDates,
  names: readonly string[],
  name: string,
  holidays: readonly string[],
): string | undefined {
  const index = names.indexOf(name);
  if (index < 0) return undefined;
  const named = unit.days.length === daysPerWeek ? unit.days.find((day) => weekdayOf(day) === name.toLowerCase()) : '';
  const at = named ? unit.days.indexOf(named) : Math.floor((index * unit.days.length) / names.length);
  const from = unit.days.slice(at);
  return from.find((day) => !holidays.includes(day)) ?? from[0];
}

/** Name of the day of the week of a date, in lower case. */
export function weekdayOf(day: string): Weekday {
  return weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? 'monday';
}

/** A live meeting that comes back in every week. */
export interface Session {
  name: string;
  day: Weekday;
  /** `18:30`, in the zone of the programme. */
  time: string;
  minutes: number;
  place?: string | undefined;
}

/** One meeting: where it stands in the settings, its unit, and its instants in UTC (`2027-01-12T17:30:00Z`). */
export interface Meeting {
  session: number;
  unit: string;
  /** Which meeting of its session in the unit, from 0. */
  count: number;
  day: string;
  start: string;
  end: string;
}

/** A meeting whose hour does not exist on its day, because clocks are put forward. */
export interface SkippedHour {
  session: number;
  day: string;
}

/**
 * All meetings: each session on each of its days in a unit that is no holiday, through changes of the clock.
 * @param zone IANA name
 * @returns the meetings, and those that cannot be held at their hour
 */
export function meetings(
  units: readonly UnitDates[],
  sessions: readonly Session[],
  holidays: readonly string[],
  zone: string,
): { held: Meeting[]; skipped: SkippedHour[] } {
  const held: Meeting[] = [];
  const skipped: SkippedHour[] = [];
  for (const unit of units) {
    sessions.forEach(({ day: weekday, time, minutes }, session) => {
      const days = unit.days.filter((day) => weekdayOf(day) === weekday && !holidays.includes(day));
      days.forEach((day, count) => {
        const start = instantOf(day, time, zone);
        if (start === undefined) skipped.push({ session, day });
        else held.push({ session, unit: unit.id, count, day, start: text(start), end: text(start.add({ minutes })) });
      });
    });
  }
  return { held, skipped };
}

/** The instant of a wall-clock time; undefined where clocks skip it. Where it comes twice, the first. */
export function instantOf(day: string, time: string, zone: string): Temporal.Instant | undefined {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time));
  const found = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return found.toPlainDateTime().equals(wall) ? found.toInstant() : undefined;
}

function text(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' });
}

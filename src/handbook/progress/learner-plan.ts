import type { LearnerPlan } from './entry.ts';

/** A unit of a track with the minutes it takes; undefined counts as one week of the plan. */
export interface PlannedUnit {
  id: string;
  minutes?: number | undefined;
}

/** When a unit is planned, first and last day, `YYYY-MM-DD`. */
export interface Dates {
  id: string;
  start: string;
  end: string;
}

const oneDay = 86_400_000;

/**
 * Dates for every unit, in their order: each day on which there is time takes its share of the hours of a
 * week. Units from `again.unit` on are counted from `again.day`.
 */
export function plannedDates(units: readonly PlannedUnit[], plan: LearnerPlan): Dates[] {
  const cut = plan.again ? units.findIndex(({ id }) => id === plan.again?.unit) : -1;
  if (!plan.again || cut < 0) return run(units, plan, plan.start);
  return [...run(units.slice(0, cut), plan, plan.start), ...run(units.slice(cut), plan, plan.again.day)];
}

function run(units: readonly PlannedUnit[], plan: LearnerPlan, from: string): Dates[] {
  const weekly = plan.hours * 60;
  const daily = weekly / (7 - new Set(plan.rest).size);
  const days = workingDays(plan, from);
  let spent = 0;
  return units.map(({ id, minutes = weekly }) => {
    const start = days(Math.floor(spent / daily + 1e-9));
    spent += minutes;
    return { id, start, end: days(Math.max(0, Math.ceil(spent / daily - 1e-9) - 1)) };
  });
}

/** The nth day on which there is time, from a day on. */
function workingDays(plan: LearnerPlan, from: string): (index: number) => string {
  const rest = new Set(plan.rest);
  const off = new Set(plan.off);
  const found: string[] = [];
  let at = Date.parse(`${from}T00:00:00Z`);
  return (index) => {
    // Past a hundred years every further day is the last: a plan without a free day has to end somewhere.
    for (let tries = 0; found.length <= index && tries < 36_525; tries += 1, at += oneDay) {
      const day = new Date(at).toISOString().slice(0, 10);
      if (!rest.has(((new Date(at).getUTCDay() + 6) % 7) + 1) && !off.has(day)) found.push(day);
    }
    return found[index] ?? found.at(-1) ?? from;
  };
}

/** The unit that is planned for a day, or the next one that is. */
export function unitOn(dates: readonly Dates[], day: string): Dates | undefined {
  return dates.find(({ end }) => day <= end);
}

/**
 * Units that should be finished by a day and are not, with the days that have passed since the first of
 * them was to end.
 */
export function behind(
  dates: readonly Dates[],
  finished: ReadonlySet<string>,
  day: string,
): { units: string[]; days: number } {
  const late = dates.filter(({ id, end }) => end < day && !finished.has(id));
  const [first] = late;
  const days = first ? Math.round((Date.parse(day) - Date.parse(first.end)) / oneDay) : 0;
  return { units: late.map(({ id }) => id), days };
}

/** The plan made anew: from the first unit that is not finished, from a day on. */
export function planAgain(
  plan: LearnerPlan,
  units: readonly PlannedUnit[],
  finished: ReadonlySet<string>,
  day: string,
): LearnerPlan {
  const first = units.find(({ id }) => !finished.has(id));
  return first ? { ...plan, again: { day, unit: first.id } } : plan;
}

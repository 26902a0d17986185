/**
 * Burn-rate alerting in arithmetic: what a rule means before anybody deploys it.
 *
 * Error ratios are fractions (0.02 is 2%), windows and times are minutes. The closed forms
 * assume constant traffic and a window that was clean before the errors began; `firingMinutes`
 * replays any minute-by-minute series instead. Formulas: The Site Reliability Workbook, ch. 5.
 */

/** An objective: `target` as a fraction (0.999) over `periodDays`. */
export interface Slo {
  target: number;
  periodDays: number;
}

/** One branch of a rule: both windows must burn faster than `factor`. */
export interface Branch {
  name: string;
  severity: 'page' | 'ticket';
  longMinutes: number;
  shortMinutes: number;
  factor: number;
}

/** The objective that every figure of the page uses. */
export const slo: Slo = { target: 0.999, periodDays: 30 };

/** Table 5-8 of the Workbook, and `day`, which stands only in its example rules. */
export const branches = {
  fast: { name: '1 h', severity: 'page', longMinutes: 60, shortMinutes: 5, factor: 14.4 },
  slow: { name: '6 h', severity: 'page', longMinutes: 360, shortMinutes: 30, factor: 6 },
  day: { name: '24 h', severity: 'ticket', longMinutes: 1440, shortMinutes: 120, factor: 3 },
  ticket: { name: '3 d', severity: 'ticket', longMinutes: 4320, shortMinutes: 360, factor: 1 },
} as const satisfies Record<string, Branch>;

/** The allowed fraction of bad events: 1 − target. */
export function budgetRatio({ target }: Slo): number {
  return 1 - target;
}

/** The length of the objective's period in minutes. */
export function periodMinutes({ periodDays }: Slo): number {
  return periodDays * 24 * 60;
}

/** How many times faster than allowed the budget goes: error ratio ÷ (1 − target). */
export function burnRate(errorRatio: number, slo: Slo): number {
  return errorRatio / budgetRatio(slo);
}

/** The factor at which `windowMinutes` use `budgetShare` of the whole budget: share × period ÷ window. */
export function factorFor(budgetShare: number, windowMinutes: number, slo: Slo): number {
  return (budgetShare * periodMinutes(slo)) / windowMinutes;
}

/** The error ratio above which a branch can fire: factor × (1 − target). Above 1 it never can. */
export function threshold({ factor }: Pick<Branch, 'factor'>, slo: Slo): number {
  return factor * budgetRatio(slo);
}

/**
 * Minutes from the first error to firing when `errorRatio` stays constant:
 * threshold ÷ error ratio × long window. `undefined` where the average never rises above the
 * threshold; equality does not fire, because the rules compare with `>`.
 */
export function timeToFire(errorRatio: number, branch: Branch, slo: Slo): number | undefined {
  const limit = threshold(branch, slo);
  return errorRatio > limit ? (limit / errorRatio) * branch.longMinutes : undefined;
}

/** The share of the budget that is gone when a branch fires: factor × window ÷ period. */
export function budgetAtFiring({ factor, longMinutes }: Branch, slo: Slo): number {
  return (factor * longMinutes) / periodMinutes(slo);
}

/** The share of the budget that `minutes` at `errorRatio` use. */
export function budgetUsed(errorRatio: number, minutes: number, slo: Slo): number {
  return (burnRate(errorRatio, slo) * minutes) / periodMinutes(slo);
}

/**
 * Minutes from the last error until the average over `windowMinutes` is back at the threshold, given
 * that it had risen above it: window × (1 − threshold ÷ error ratio), however long the errors lasted.
 */
export function timeToClear(errorRatio: number, windowMinutes: number, branch: Branch, slo: Slo): number {
  return windowMinutes * Math.max(0, 1 - threshold(branch, slo) / errorRatio);
}

/** Days until the whole budget is gone at a constant burn rate. */
export function daysToExhaustion(burn: number, { periodDays }: Slo): number {
  return periodDays / burn;
}

// #region evaluate
/**
 * The mean of the last `windowMinutes` entries of `series` up to and including minute `end`;
 * entries before the series count as zero errors.
 */
export function windowAverage(series: readonly number[], end: number, windowMinutes: number): number {
  const slice = series.slice(Math.max(0, end + 1 - windowMinutes), end + 1);
  return slice.reduce((sum, ratio) => sum + ratio, 0) / windowMinutes;
}

/** The minutes of `series` (error ratio of each minute) after which at least one branch fires. */
export function firingMinutes(series: readonly number[], rule: readonly Branch[], slo: Slo): number[] {
  const fires = (end: number) =>
    rule.some((branch) =>
      [branch.longMinutes, branch.shortMinutes].every(
        (window) => windowAverage(series, end, window) > threshold(branch, slo),
      ),
    );
  return series.flatMap((_, end) => (fires(end) ? [end + 1] : []));
}
// #endregion evaluate

/** The smallest whole number of events per hour at which `badEvents` bad ones exceed `errorRatio`. */
export function trafficForGuard(badEvents: number, errorRatio: number): number {
  return Math.ceil(badEvents / errorRatio);
}

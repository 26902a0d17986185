/** Hours in an engineer's paid week. */
const week = 40;

// #region claims
/** Hours saved a week when each of `teams` saves `hours`. */
export const saved = (teams: number, hours: number): number => teams * hours;

/** Weeks until `engWeeks` of work are repaid by `hoursAWeek`, before any running cost. */
export const paybackWeeks = (engWeeks: number, hoursAWeek: number): number => (engWeeks * week) / hoursAWeek;

/**
 * Weeks until the work is repaid when the new system also costs `yearly` EUR to run.
 * `rate`: EUR an hour. Infinity when the saving does not cover the running cost.
 */
export function paybackWithRunningCost(engWeeks: number, hoursAWeek: number, yearly: number, rate: number): number {
  const net = hoursAWeek * rate - yearly / 52;
  return net > 0 ? (engWeeks * week * rate) / net : Infinity;
}

/**
 * How often chance alone would divide `before + after` incidents between two equally risky periods so that
 * the second gets `after` or fewer: a binomial tail at one half.
 */
export function luck(before: number, after: number): number {
  const total = before + after;
  let ways = 0;
  let term = 1;
  for (let k = 0; k <= after; k += 1) {
    ways += term;
    term = (term * (total - k)) / (k + 1);
  }
  return ways / 2 ** total;
}
// #endregion claims

// #region budget
/** Minutes of total outage that an objective allows in its period. */
export const budgetMinutes = (target: number, days: number): number => (1 - target) * days * 24 * 60;

/** Factor at which a window of `hours` spends `share` of the budget of 30 days. */
export const factor = (share: number, hours: number): number => (share * 720) / hours;

/** Minutes from the first error to the page: constant error ratio, clean and full window, even traffic. */
export const detection = (errors: number, target: number, burn: number, windowMinutes: number): number =>
  (burn * (1 - target) * windowMinutes) / errors;

/** Minutes from the fix until the short window falls below its threshold. */
export const reset = (errors: number, target: number, burn: number, shortMinutes: number): number =>
  shortMinutes * (1 - (burn * (1 - target)) / errors);
// #endregion budget

// #region sampling
/** Upper bound at 95% on the share of bad rows after `samples` comparisons without a mismatch (rule of three). */
export function upperBound(samples: number): number {
  return 3 / samples;
}
// #endregion sampling

/** Days that a backfill takes at a rate in rows per second, running a share of the time. */
export function backfillDays(rows: number, perSecond: number, duty = 1): number {
  return rows / (perSecond * duty) / 86_400;
}

/** Hours for comparing every row. */
export function compareHours(rows: number, perSecond: number): number {
  return rows / perSecond / 3600;
}

/** Cost of the last services: months of running both systems, and engineering weeks where somebody does it for them. */
export function tailCost(months: number, perMonth: number, weeks = 0, perWeek = 0): number {
  return months * perMonth + weeks * perWeek;
}

/** The migration of the page. */
export const ledger = { rows: 2.4e9, safeRate: 4000, duty: 0.6, compareRate: 10_000, services: 38, moved: 30, dualRunPerMonth: 46_000 };

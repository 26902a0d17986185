/** Thousands of euros, per year unless it says otherwise. The worked example's inputs. */
export const osprey = {
  statusQuo: 980,
  rightSized: 860,
  shared: 340,
  cells: 40,
  paymentsApart: 70,
  /** Two engineers for 26 weeks at 4.5 each: the line that the first version lacked. */
  move: 2 * 26 * 4.5,
};

// #region pricing
/** What waiting costs: the yearly saving, by the month. */
export function delayPerMonth(savingPerYear: number): number {
  return savingPerYear / 12;
}

/**
 * Months of delay a year's concessions are worth: conceding is cheaper as soon as it avoids more.
 *
 * @param concessions of each year of the horizon that you choose, which is part of the answer
 * @param savingPerYear of the version without concessions
 */
export function breakEvenMonths(concessions: number[], savingPerYear: number): number {
  return concessions.reduce((sum, one) => sum + one, 0) / delayPerMonth(savingPerYear);
}

/** Months of full saving that pay for a one-off cost. */
export function paybackMonths(oneOff: number, savingPerYear: number): number {
  return oneOff / delayPerMonth(savingPerYear);
}
// #endregion pricing

/** Stances of the forum: opposes −2, opposes and commits −1, undecided 0, can live with it +1, supports +2. */
export const stances: Record<string, { before: number; after: number }> = {
  VP: { before: 0, after: 2 },
  SRE: { before: -2, after: 1 },
  Data: { before: 2, after: 2 },
  Payments: { before: -2, after: -1 },
  Mobile: { before: 0, after: 2 },
  FinOps: { before: 2, after: 2 },
  Security: { before: 0, after: 2 },
};

/** How many people hold each stance from −2 to +2. */
export function tally(when: 'before' | 'after'): number[] {
  return [-2, -1, 0, 1, 2].map((stance) => Object.values(stances).filter((one) => one[when] === stance).length);
}

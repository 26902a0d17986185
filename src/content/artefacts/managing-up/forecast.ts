/**
 * Forecasts from a reference class: what comparable projects took, as multiples of their plans.
 * The definitions suit lists of five to twenty projects, where a fitted distribution would be invention.
 */

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

// #region forecast
/** The middle of the ratios: half of the projects took at most this multiple of their plan. */
export function median(ratios: readonly number[]): number {
  const sorted = ascending(ratios);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('a reference class needs at least one project');
  return (lower + upper) / 2;
}

/** The smallest ratio that at least this share (0 to 1) of the projects did not exceed. */
export function percentile(ratios: readonly number[], share: number): number {
  const found = ascending(ratios)[Math.ceil(share * ratios.length) - 1];
  if (found === undefined) throw new RangeError('a share lies above 0 and up to 1, and the class is not empty');
  return found;
}

/** Plan times ratio, in the plan's unit. */
export function forecast(plan: number, ratios: readonly number[]): { p50: number; p80: number } {
  return { p50: plan * median(ratios), p80: plan * percentile(ratios, 0.8) };
}

/**
 * Share of the class that would have met a date at this multiple of the plan, 0 to 1. Project i of n counts
 * as the i ÷ (n + 1) point and the rest lies on straight lines between, so it is soft by about one project.
 */
export function chanceAt(ratio: number, ratios: readonly number[]): number {
  const sorted = ascending(ratios);
  const above = sorted.findIndex((known) => known >= ratio);
  const [from, to] = [sorted[above - 1], sorted[above]];
  if (from === undefined || to === undefined) throw new RangeError(`${ratio} lies outside what the class has seen`);
  return (above + (ratio - from) / (to - from)) / (sorted.length + 1);
}
// #endregion forecast

/** Tidewater: what the last eight projects of the identity group took, as multiples of their plans. */
export const tidewater = [1.0, 1.1, 1.25, 1.31, 1.39, 1.7, 1.7, 2.1];

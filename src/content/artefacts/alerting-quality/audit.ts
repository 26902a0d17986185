/** One week of pages of the checkout team, counted by what kind of alert they were, and the arithmetic of an audit. */

/** Pages of one class in a week: before the redesign and after it; `useful` ones led to an action that mattered. */
export interface AlertClass {
  name: string;
  before: number;
  usefulBefore: number;
  after: number;
  usefulAfter: number;
}

/** 14 shifts of 12 hours. Significant events are counted from incidents and budget spent, not from alerts. */
export const week = { shifts: 14, significantEvents: 11, detectedBefore: 9, detectedAfter: 10 };

export const classes: readonly AlertClass[] = [
  { name: 'First page of an event that users felt', before: 9, usefulBefore: 9, after: 10, usefulAfter: 10 },
  { name: 'The same event, paged again by other services', before: 11, usefulBefore: 0, after: 0, usefulAfter: 0 },
  { name: 'Causes: CPU, restarts, replica lag', before: 12, usefulBefore: 0, after: 0, usefulAfter: 0 },
  { name: 'Thresholds that flap at night', before: 8, usefulBefore: 0, after: 1, usefulAfter: 0 },
  { name: 'Healed before anybody had logged in', before: 6, usefulBefore: 0, after: 1, usefulAfter: 0 },
];

/** The share of pages that were useful. */
export function precision(useful: number, pages: number): number {
  return useful / pages;
}

/** The share of significant events that an alert found. */
export function recall(detected: number, significant: number): number {
  return detected / significant;
}

/** The sum of one column of the audit. */
export function total(column: Exclude<keyof AlertClass, 'name'>): number {
  return classes.reduce((sum, row) => sum + row[column], 0);
}

/**
 * The Wilson score interval of a proportion: how far a small count can be trusted.
 * Formula: Wilson (1927); `z` is 1.96 for 95%.
 */
export function wilson(successes: number, trials: number, z = 1.96): [low: number, high: number] {
  const share = successes / trials;
  const spread = z ** 2 / trials;
  const centre = (share + spread / 2) / (1 + spread);
  const half = (z * Math.sqrt((share * (1 - share)) / trials + spread / (4 * trials))) / (1 + spread);
  return [centre - half, centre + half];
}

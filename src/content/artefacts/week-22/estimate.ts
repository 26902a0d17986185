/** One work package: the shortest, the most likely and the longest duration that its authors believe in, in weeks. */
export interface WorkPackage {
  name: string;
  low: number;
  likely: number;
  high: number;
}

// #region estimate
/** PERT mean: the likely value counts four times. */
export const mean = ({ low, likely, high }: WorkPackage): number => (low + 4 * likely + high) / 6;

/** PERT standard deviation: a sixth of the range. */
export const deviation = ({ low, high }: WorkPackage): number => (high - low) / 6;

/** Mean of the sum, its standard deviation if packages are independent, and the value met with 85% probability. */
export function estimate(packages: WorkPackage[]): { mean: number; deviation: number; at85: number } {
  const sum = packages.reduce((total, each) => total + mean(each), 0);
  const spread = Math.sqrt(packages.reduce((total, each) => total + deviation(each) ** 2, 0));
  return { mean: sum, deviation: spread, at85: sum + 1.036 * spread };
}
// #endregion estimate

export const packages: WorkPackage[] = [
  { name: 'façade and dark read', low: 2, likely: 3, high: 6 },
  { name: 'backfill', low: 3, likely: 5, high: 11 },
  { name: 'cut-over', low: 2, likely: 4, high: 8 },
  { name: 'decommission', low: 1, likely: 2, high: 5 },
];

/** Two years of the three options and of doing nothing, in engineer weeks. */
export const options = [
  { name: 'do nothing', build: 0, run: 0, incidents: 14 * 52 / 40 },
  { name: 'A', build: 9, run: 0, incidents: 7 * 52 / 40 },
  { name: 'B', build: estimate(packages).mean, run: 4, incidents: 3 * 52 / 40 },
  { name: 'C', build: 10, run: 13, incidents: 4 * 52 / 40 },
];

/** What a clean sample says about a population. */

// #region sampling
/** Probability that a sample without replacement contains none of the `bad`. */
export function clean(population: number, bad: number, sample: number): number {
  let p = 1;
  for (let drawn = 0; drawn < sample; drawn++) p *= (population - bad - drawn) / (population - drawn);
  return p;
}
// #endregion sampling

/** The quarterly access review. */
export const review = { entitlements: 1_400, certified: 0.92, usedWithinDays: 90 };

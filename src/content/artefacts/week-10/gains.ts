// #region amdahl
/**
 * Amdahl's law: how many times faster the whole gets.
 * @param share part of the time that the change touches, 0 to 1
 * @param factor how many times faster that part gets; Infinity removes it
 */
export function speedUp(share: number, factor: number): number {
  return 1 / (1 - share + share / factor);
}
// #endregion amdahl

/** Mean time of a read through a cache, in the unit of the two times. */
export function meanWithCache(hitRatio: number, hit: number, miss: number): number {
  return hitRatio * hit + (1 - hitRatio) * miss;
}

/** Hit ratio at which the mean becomes `target`. */
export function hitRatioFor(target: number, hit: number, miss: number): number {
  return (miss - target) / (miss - hit);
}

// #region little
/**
 * Little's law: how many are inside on average.
 * @param arrivals per second
 * @param seconds that each stays
 */
export function inside(arrivals: number, seconds: number): number {
  return arrivals * seconds;
}
// #endregion little

/**
 * Chance that one request refreshes a cached entry early (XFetch).
 * @param remaining seconds until the entry expires
 * @param recompute seconds that a refresh takes
 * @param beta above 1 refreshes earlier
 */
export function refreshChance(remaining: number, recompute: number, beta = 1): number {
  return Math.exp(-remaining / (beta * recompute));
}

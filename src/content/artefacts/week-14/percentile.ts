// #region percentile
/** Nearest rank: the smallest value that at least this share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length - 1e-9));
  const found = sorted[rank - 1];
  if (found === undefined) throw new Error('no values');
  return found;
}

/** Histograms can be added; percentiles cannot. Bucket limit in ms → requests. */
export const merge = (...parts: ReadonlyMap<number, number>[]): Map<number, number> =>
  parts.reduce<Map<number, number>>((whole, part) => {
    for (const [limit, count] of part) whole.set(limit, (whole.get(limit) ?? 0) + count);
    return whole;
  }, new Map());
// #endregion percentile

/** Upper limit of the bucket that holds the percentile. */
export function ofHistogram(histogram: ReadonlyMap<number, number>, share: number): number {
  const buckets = [...histogram].sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [limit, count] of buckets) {
    seen += count;
    if (seen >= share * total) return limit;
  }
  throw new Error('an empty histogram');
}

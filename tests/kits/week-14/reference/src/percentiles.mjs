/** Limits of the histogram’s buckets in milliseconds. */
export const LIMITS = [1, 10, 100, 1_000, 10_000].flatMap((ten) => [1, 2, 3, 5, 7].map((step) => step * ten));

/** The smallest limit that `ms` does not exceed. */
export const bucketOf = (ms) => LIMITS.find((limit) => ms <= limit) ?? LIMITS.at(-1);

/** One histogram of several. */
export function merge(histograms) {
  const whole = {};
  for (const histogram of histograms)
    for (const [limit, count] of Object.entries(histogram)) whole[limit] = (whole[limit] ?? 0) + count;
  return whole;
}

/** Limit of the bucket that holds the percentile. */
export function percentile(histogram, share) {
  const buckets = Object.entries(histogram)
    .map(([limit, count]) => [Number(limit), count])
    .sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [limit, count] of buckets) {
    seen += count;
    if (seen >= share * total) return limit;
  }
  return 0;
}

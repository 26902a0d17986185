/** Limits of the histogram’s buckets in milliseconds. */
export const LIMITS = [1, 10, 100, 1_000, 10_000].flatMap((ten) => [1, 2, 3, 5, 7].map((step) => step * ten));

/** The smallest limit that `ms` does not exceed. */
export function bucketOf(ms) {
  throw new Error(`not written yet: the bucket of ${ms} ms (src/percentiles.mjs)`);
}

/** One histogram of several. */
export function merge(histograms) {
  throw new Error(`not written yet: merging ${histograms.length} histograms (src/percentiles.mjs)`);
}

/** Limit of the bucket that holds the percentile: `percentile(histogram, 0.99)`. */
export function percentile(histogram, share) {
  throw new Error(`not written yet: percentile ${share} (src/percentiles.mjs)`);
}

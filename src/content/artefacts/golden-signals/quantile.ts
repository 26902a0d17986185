/** A cumulative bucket: how many observations are at most `le`. The last one has `le: Infinity`. */
export interface Bucket {
  le: number;
  count: number;
}

// #region quantile
/**
 * The quantile `q` (0 to 1) as Prometheus' `histogram_quantile` gives it: linear inside the bucket,
 * and the last finite bound for anything beyond it.
 */
export function histogramQuantile(q: number, buckets: readonly Bucket[]): number {
  const total = buckets.at(-1)?.count ?? 0;
  const rank = q * total;
  const at = buckets.findIndex(({ count }) => count >= rank);
  const bucket = buckets[at];
  const below = buckets[at - 1] ?? { le: 0, count: 0 };
  if (!bucket) return Number.NaN;
  if (bucket.le === Infinity) return below.le;
  return below.le + ((bucket.le - below.le) * (rank - below.count)) / (bucket.count - below.count);
}

/** Buckets of several instances, summed by bound: what has to happen before the quantile is taken. */
export function sumBuckets(...histograms: (readonly Bucket[])[]): Bucket[] {
  const bounds = [...new Set(histograms.flat().map(({ le }) => le))].sort((a, b) => a - b);
  return bounds.map((le) => ({ le, count: histograms.reduce((sum, h) => sum + (h.find((b) => b.le === le)?.count ?? 0), 0) }));
}
// #endregion quantile

/** Counts observations into cumulative buckets. */
export function toBuckets(values: readonly number[], bounds: readonly number[]): Bucket[] {
  return [...bounds, Infinity].map((le) => ({ le, count: values.filter((value) => value <= le).length }));
}

/** The quantile of the values themselves: the smallest value that at least a share `q` does not exceed. */
export function exactQuantile(q: number, values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length - 1e-9) - 1)] ?? Number.NaN;
}

/** Chance that at least one of `leaves` answers is slower than its own quantile `q`. */
export function fanOut(q: number, leaves: number): number {
  return 1 - q ** leaves;
}

/** Bounds that OpenTelemetry advises for `http.server.request.duration`, in seconds. */
export const otelBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** The bucket table of the page: five minutes of one route. */
export const fiveMinutes: Bucket[] = [
  { le: 0.1, count: 8200 },
  { le: 0.25, count: 9300 },
  { le: 0.5, count: 9720 },
  { le: 1, count: 9880 },
  { le: 2.5, count: 9985 },
  { le: Infinity, count: 10000 },
];

const repeat = (count: number, value: number) => Array.from({ length: count }, () => value);
/** Two instances: A is large and fast, B is small and has a slow tenth. Seconds. */
export const instanceA = [...repeat(9400, 0.04), ...repeat(100, 0.12)];
export const instanceB = [...repeat(450, 0.06), ...repeat(50, 2)];

/**
 * Popularity by Zipf's law: the i-th most popular of n items has weight 1/i^s. The functions give
 * what a cache can expect from such traffic, without running any.
 */

/** Probability of each of n items, most popular first; sums to 1. */
export function zipf(n: number, s = 1): Float64Array {
  const weights = Float64Array.from({ length: n }, (_, i) => 1 / (i + 1) ** s);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Share of requests that go to the k most popular items: the best a cache of k entries can do. */
export function topShare(probabilities: Float64Array, k: number): number {
  return probabilities.subarray(0, k).reduce((sum, p) => sum + p, 0);
}

/** The n-th harmonic number, ln n + γ + 1/2n: exact to nine digits from n = 10,000 on (Euler–Maclaurin). */
export function harmonic(n: number): number {
  return Math.log(n) + 0.5772156649015329 + 1 / (2 * n);
}

/** Entries that carry a share of the requests to n items under Zipf's law with s = 1, for large n. */
export function entriesForShare(n: number, share: number): number {
  return Math.exp(share * harmonic(n) - 0.5772156649015329);
}

// #region warm-up
/** Expected number of different items among `requests` independent requests. */
export function expectedDistinct(probabilities: Float64Array, requests: number): number {
  return probabilities.reduce((sum, p) => sum + (1 - (1 - p) ** requests), 0);
}

/**
 * Expected hit ratio of a cache that drops nothing, measured after a warm-up. Only the first
 * request for an item misses, so the misses of a window are the items first seen in it.
 * @param warmUp requests before measuring begins
 * @param measured requests in the measured window
 */
export function hitRatio(probabilities: Float64Array, warmUp: number, measured: number): number {
  const firstSeen =
    expectedDistinct(probabilities, warmUp + measured) - expectedDistinct(probabilities, warmUp);
  return 1 - firstSeen / measured;
}
// #endregion warm-up

/** A repeatable stream of numbers in [0, 1): the mulberry32 generator. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws item numbers (0 is the most popular) from a distribution. */
export function sampler(probabilities: Float64Array, random: () => number): () => number {
  let sum = 0;
  const cumulative = probabilities.map((p) => (sum += p));
  return () => {
    const u = random() * sum;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cumulative[middle] ?? 1) <= u) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Hit ratio of the same cache by drawing the requests one by one. */
export function simulatedHitRatio(draw: () => number, warmUp: number, measured: number): number {
  const seen = new Set<number>();
  for (let i = 0; i < warmUp; i += 1) seen.add(draw());
  const before = seen.size;
  for (let i = 0; i < measured; i += 1) seen.add(draw());
  return 1 - (seen.size - before) / measured;
}

/** The example: 40 processes ask for a million keys by Zipf's law, in front of a database with a known limit. */
export const example = { readsPerSecond: 40_000, keys: 1_000_000, databaseLimit: 3_000, processes: 40 };

/** Shares of n keys whose popularity falls as 1/i^s, most popular first; they sum to 1. */
export function zipf(n: number, s = 1): Float64Array {
  const weights = Float64Array.from({ length: n }, (_, i) => 1 / (i + 1) ** s);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Share of the k most popular keys. */
export function topShare(shares: Float64Array, k: number): number {
  return shares.subarray(0, k).reduce((sum, p) => sum + p, 0);
}

/** Reads per second that pass a cache with this hit ratio. */
export function misses(readsPerSecond: number, hitRatio: number): number {
  return readsPerSecond * (1 - hitRatio);
}

// #region local
/**
 * Hit ratio of a small cache inside each process whose entries live for `lifetime` seconds after they are filled.
 * A key asked for λ times a second misses once and then hits λ × lifetime times: λL / (1 + λL).
 */
export function localHitRatio(shares: Float64Array, ratePerProcess: number, lifetime: number, entries: number): number {
  return shares.subarray(0, entries).reduce((sum, p) => {
    const expected = p * ratePerProcess * lifetime;
    return sum + (p * expected) / (1 + expected);
  }, 0);
}
// #endregion local

/** Reads per second of one key that leave the processes, with such a local cache in each. */
export function hotKeyReads(ratePerProcess: number, lifetime: number, processes: number): number {
  return (processes * ratePerProcess) / (1 + ratePerProcess * lifetime);
}

// #region warm-up
/** A cold cache that fills while the database admits only its limit and the surplus is refused. */
export interface WarmUp {
  seconds: number;
  /** Keys filled when nothing has to be refused any more. */
  filled: number;
  /** Requests refused on the way. */
  refused: number;
}

/**
 * Of each missing key's requests a share a(t) is admitted, so after A = ∫a dt a key asked for λ times a second
 * is still missing with probability e^(−λA). The limit is met when Σ λe^(−λA) has fallen to it; until then
 * the database fills exactly `limit` keys a second, and the time follows from the number filled.
 */
export function warmUp(shares: Float64Array, rate: number, limit: number): WarmUp {
  const missing = (a: number) => shares.reduce((sum, p) => sum + p * rate * Math.exp(-p * rate * a), 0);
  let [low, high] = [0, 1];
  while (missing(high) > limit) high *= 2;
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (missing(middle) > limit) low = middle;
    else high = middle;
  }
  const filledAt = (a: number) => shares.reduce((sum, p) => sum + 1 - Math.exp(-p * rate * a), 0);
  // Refused = ∫ (missing − limit) dt, with dt = missing / limit dA; Simpson's rule in √A, where the curve is smooth.
  const steps = 40;
  const end = Math.sqrt(high);
  let refused = 0;
  for (let i = 0; i <= steps; i++) {
    const x = (end * i) / steps;
    const m = missing(x * x);
    refused += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * (m - limit) * (m / limit) * 2 * x;
  }
  const filled = filledAt(high);
  return { seconds: filled / limit, filled, refused: (refused * end) / steps / 3 };
}
// #endregion warm-up

/** Work on shards for each query, if a share of them has to ask all n. */
export function scatterCost(shards: number, share: number): number {
  return 1 + share * (shards - 1);
}

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
  /** [seconds, share of all requests refused] on the way. */
  curve: [number, number][];
}

/**
 * Of each missing key's requests a share a(t) is admitted, so after A = ∫a dt a key asked for λ times a second
 * is still missing with probability e^(−λA). Nothing is refused once Σ λe^(−λA) has fallen to the limit; until
 * then the database fills `limit` keys a second, so the time follows from the number filled.
 */
export function warmUp(shares: Float64Array, rate: number, limit: number): WarmUp {
  const groups = grouped(shares);
  const missing = (a: number) => groups.reduce((sum, { p, keys }) => sum + keys * p * rate * Math.exp(-p * rate * a), 0);
  const filled = (a: number) => groups.reduce((sum, { p, keys }) => sum + keys * (1 - Math.exp(-p * rate * a)), 0);
  let [low, high] = [0, 1];
  while (missing(high) > limit) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (missing(middle) > limit) low = middle;
    else high = middle;
  }
  // Steps grow with the square, because the first seconds change most.
  const steps = 300;
  const curve = Array.from({ length: steps + 1 }, (_, i): [number, number] => {
    const a = high * (i / steps) ** 2;
    return [filled(a) / limit, Math.max(0, missing(a) - limit) / rate];
  });
  const refused = curve.reduce((sum, [t, share], i) => {
    const [before, shareBefore] = curve[i - 1] ?? [t, share];
    return sum + ((share + shareBefore) / 2) * rate * (t - before);
  }, 0);
  return { seconds: filled(high) / limit, filled: filled(high), refused, curve };
}
// #endregion warm-up

/** Neighbours of nearly the same share, within 1%, taken together: a thousand groups do for a million keys. */
function grouped(shares: Float64Array): { p: number; keys: number }[] {
  const groups: { p: number; keys: number }[] = [];
  for (let from = 0; from < shares.length; ) {
    const to = Math.min(shares.length, Math.max(from + 1, Math.floor(from * 1.01)));
    const sum = shares.subarray(from, to).reduce((total, p) => total + p, 0);
    groups.push({ p: sum / (to - from), keys: to - from });
    from = to;
  }
  return groups;
}

/** Work on shards for each query, if a share of them has to ask all n. */
export function scatterCost(shards: number, share: number): number {
  return 1 + share * (shards - 1);
}

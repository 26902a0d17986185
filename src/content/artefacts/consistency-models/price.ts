/** Round trips between the three regions of the example, in ms; within a region 2. */
export const regions = ['us-east', 'us-west', 'eu'] as const;
export type Region = (typeof regions)[number];
const localMs = 2;

const between: Record<string, number> = { 'us-east us-west': 65, 'eu us-east': 75, 'eu us-west': 135 };

/** Round trip between two regions in ms. */
export function rtt(a: Region, b: Region): number {
  return a === b ? localMs : (between[[a, b].sort().join(' ')] ?? Number.NaN);
}

// #region price
/** Time for a leader's commit to reach a majority, in ms: its (majority − 1)-th nearest follower decides. */
export function commit(leader: Region): number {
  const majority = Math.floor(regions.length / 2) + 1;
  const followers = regions.filter((r) => r !== leader).map((r) => rtt(leader, r)).sort((a, b) => a - b);
  return followers[majority - 2] ?? Number.NaN;
}

/** Latencies a client sees, in ms. `lease` trusts clocks, `readIndex` asks the majority again. */
export function prices(client: Region, leader: Region): { write: number; lease: number; readIndex: number; local: number } {
  const hop = rtt(client, leader);
  return { write: hop + commit(leader), lease: hop, readIndex: hop + commit(leader), local: localMs };
}

/** Updates of one row per second, if each has to see the one before it. */
export function dependentUpdates(commitMs: number): number {
  return 1000 / commitMs;
}

/** Probability that a read `t` ms after a write finds a follower without it, for exponential lag. */
export function stale(t: number, meanLag: number): number {
  return Math.exp(-t / meanLag);
}
// #endregion price

/** Availability of k out of n independent parts. */
export function atLeast(k: number, n: number, each: number): number {
  let sum = 0;
  for (let up = k; up <= n; up++) sum += choose(n, up) * each ** up * (1 - each) ** (n - up);
  return sum;
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return result;
}

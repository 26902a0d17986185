/**
 * Capacity arithmetic for week 9. Every function names its units in its parameters, takes plain
 * numbers and rounds nothing, so that an estimate is rounded once, where it is printed.
 */

export const SECONDS_PER_DAY = 86_400;
export const DAYS_PER_YEAR = 365;

// #region estimate
/** What the product knows, and the guesses that you add. */
export interface Demand {
  /** Reads and writes of an average day. */
  requestsPerDay: number;
  /** Guess: reads for each write. */
  readsPerWrite: number;
  /** Guess: busiest second against the average one. */
  peakFactor: number;
  /** Guess: a row with its index entries, in bytes. */
  bytesPerRow: number;
  /** How long rows are kept, in years of 365 days. */
  retentionYears: number;
  /** Copies of each row, the primary's included. */
  copies: number;
}

/** The same in the units that machines are bought in. */
export interface Estimate {
  averageRequestsPerSecond: number;
  peakRequestsPerSecond: number;
  writesPerDay: number;
  writesPerSecond: number;
  rows: number;
  bytesOneCopy: number;
  bytesAllCopies: number;
}

/**
 * Turns demand into load and size.
 * @param demand see the units on each field
 * @returns rates per second, rows, bytes (1 GB = 10^9 bytes)
 */
export function estimate(demand: Demand): Estimate {
  const { requestsPerDay, readsPerWrite, retentionYears } = demand;
  const average = requestsPerDay / SECONDS_PER_DAY;
  const writesPerDay = requestsPerDay / (readsPerWrite + 1);
  const rows = writesPerDay * DAYS_PER_YEAR * retentionYears;
  const bytesOneCopy = rows * demand.bytesPerRow;
  return {
    averageRequestsPerSecond: average,
    peakRequestsPerSecond: average * demand.peakFactor,
    writesPerDay,
    writesPerSecond: writesPerDay / SECONDS_PER_DAY,
    rows,
    bytesOneCopy,
    bytesAllCopies: bytesOneCopy * demand.copies,
  };
}

/** The shortener of this week. */
export const shortener: Demand = {
  requestsPerDay: 10_000_000,
  readsPerWrite: 100,
  peakFactor: 5,
  bytesPerRow: 500,
  retentionYears: 5,
  copies: 3,
};
// #endregion estimate

/**
 * Requests that reach the store behind a cache.
 * @param requestsPerSecond arriving at the cache
 * @param hitRatio between 0 and 1
 */
export function originLoad(requestsPerSecond: number, hitRatio: number): number {
  return requestsPerSecond * (1 - hitRatio);
}

/**
 * Little's law, L = λW: how many requests are in the system at once.
 * @param requestsPerSecond arrival rate λ
 * @param seconds mean time W that each stays
 */
export function concurrency(requestsPerSecond: number, seconds: number): number {
  return requestsPerSecond * seconds;
}

/**
 * Smallest number of replicas that carries the reads, when every replica also applies every write.
 * @param reads per second over all replicas
 * @param writes per second, applied by each replica
 * @param capacity operations per second of one node, reads and writes costing the same
 * @returns Infinity when the writes alone fill a node: no number of replicas helps then
 */
export function replicasForReads(reads: number, writes: number, capacity: number): number {
  const left = capacity - writes;
  return left <= 0 ? Infinity : Math.ceil(reads / left);
}

/** Availability of parts that are all needed and fail independently: the product. */
export function inSeries(...availabilities: number[]): number {
  return availabilities.reduce((all, one) => all * one, 1);
}

/** Availability of n equal parts of which one is enough, if they fail independently. */
export function anyOf(availability: number, n: number): number {
  return 1 - (1 - availability) ** n;
}

/** Minutes of complete outage that an availability allows in a span of days. */
export function downtimeMinutes(availability: number, days: number): number {
  return (1 - availability) * days * 24 * 60;
}

/** Chance that at least one of n independent calls misses a percentile that each meets with probability q. */
export function tailChance(q: number, n: number): number {
  return 1 - q ** n;
}

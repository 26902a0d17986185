/** One instance of a service with a fixed pool of threads, of whose requests a share calls dependency X. */
export interface Instance {
  threads: number;
  /** Requests a second, whole instance. */
  rate: number;
  /** Share of requests that call X. */
  share: number;
  /** Seconds a request takes while X is healthy. */
  healthy: number;
  /** Seconds of own work before X is called. */
  before: number;
}

export const example: Instance = { threads: 64, rate: 200, share: 0.2, healthy: 0.06, before: 0.03 };

// #region pool
/** Little's law: mean number of threads wanted while X hangs and every call to it waits for the timeout (s). */
export function demand({ rate, share, healthy, before }: Instance, timeout: number): number {
  return rate * (1 - share) * healthy + rate * share * (before + timeout);
}

/** Seconds from the moment X hangs until no thread is free. */
export function secondsToExhaustion({ threads, rate, share, healthy }: Instance): number {
  return (threads - rate * healthy) / (rate * share);
}

/** The timeout (s) at which demand equals the pool; every longer one exhausts it. */
export function breakEvenTimeout({ threads, rate, share, healthy, before }: Instance): number {
  return (threads - rate * (1 - share) * healthy) / (rate * share) - before;
}

/** Shares of all requests, on averages, while X hangs: turned away, timed out on X, good. */
export function outcome(instance: Instance, timeout: number): { rejected: number; timedOut: number; good: number } {
  const { threads, rate, share, healthy, before } = instance;
  const meanHold = (1 - share) * healthy + share * (before + timeout);
  const admitted = Math.min(1, threads / meanHold / rate);
  return { rejected: 1 - admitted, timedOut: admitted * share, good: admitted * (1 - share) };
}
// #endregion pool

/** Erlang's loss formula: share of requests that find all `servers` busy when they arrive at random and offer `load`. */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/** Utilisation of those that are left when `lost` of `replicas` fail and load is spread evenly. */
export const afterLoss = (utilisation: number, replicas: number, lost: number) => (utilisation * replicas) / (replicas - lost);

/** Number of ways to choose `k` of `n`. */
export function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}

// Times in seconds, rates in requests per second, utilisation and costs as shares.

/** Mean time in an M/M/c queue: Poisson arrivals, exponential service, `servers` that share one queue (Erlang C). */
export function responseTime(service: number, utilisation: number, servers = 1): number {
  const load = utilisation * servers;
  let blocked = 1; // Erlang B, by its recurrence
  for (let k = 1; k <= servers; k++) blocked = (load * blocked) / (k + load * blocked);
  const waits = blocked / (1 - utilisation * (1 - blocked));
  return service + (waits * service) / (servers * (1 - utilisation));
}

/** Kingman's approximation of the mean wait before one server; `ca2` and `cs2` are squared coefficients of variation. */
export function kingmanWait(service: number, utilisation: number, ca2: number, cs2: number): number {
  return (utilisation / (1 - utilisation)) * ((ca2 + cs2) / 2) * service;
}

// #region rejection-cost
/** Useful answers per second when every rejection costs `share` of an accepted request. */
export function goodput(capacity: number, offered: number, share: number): number {
  if (offered <= capacity) return offered;
  return Math.max(0, (capacity - offered * share) / (1 - share));
}

/** The same when clients throttle themselves, so that at most `k` requests arrive for each one accepted. */
export function throttledGoodput(capacity: number, offered: number, share: number, k: number): number {
  return Math.max(goodput(capacity, offered, share), Math.min(offered, capacity / (1 + (k - 1) * share)));
}

/** Probability with which a client rejects a request itself (SRE book, ch. 21); counts of the last two minutes. */
export function throttleProbability(requests: number, accepts: number, k: number): number {
  return Math.max(0, (requests - k * accepts) / (requests + 1));
}
// #endregion rejection-cost

/** What is admitted of each class, most important first, when `capacity` is handed out in that order. */
export function shed(capacity: number, offered: readonly number[]): number[] {
  let left = capacity;
  return offered.map((rate) => {
    const admitted = Math.min(rate, left);
    left -= admitted;
    return admitted;
  });
}

/**
 * Where a gradient limit settles: limit ← gradient × limit + √limit, with the gradient base/measured held to 0.5–1.
 * `workers` serve one request in `service` each; `base` is the latency that the limiter takes for unloaded.
 */
export function settledLimit(workers: number, service: number, base: number): { limit: number; latency: number; rate: number } {
  let limit = workers;
  for (let round = 0; round < 1000; round++) {
    const latency = Math.max(service, (limit * service) / workers);
    limit = limit * Math.min(1, Math.max(0.5, base / latency)) + Math.sqrt(limit);
  }
  const latency = Math.max(service, (limit * service) / workers);
  return { limit, latency, rate: limit / latency };
}

/** Max-min fair shares: nobody gets more than demanded, and what one leaves is divided among those who want more. */
export function maxMinShares(capacity: number, demands: readonly number[]): number[] {
  let [left, waiting] = [capacity, demands.length];
  const shares = new Map<number, number>();
  for (const [who, demand] of [...demands.entries()].sort(([, a], [, b]) => a - b)) {
    const share = Math.min(demand, left / waiting--);
    left -= share;
    shares.set(who, share);
  }
  return demands.map((_, who) => shares.get(who) ?? 0);
}

// #region xfetch
/**
 * Whether a request that found a valid entry recomputes it anyway (XFetch, Vattani and others 2015).
 * @param now and expiry in seconds
 * @param delta seconds the last recomputation took; stored with the value
 * @param beta above 1 refreshes earlier
 * @param random in (0, 1]
 */
export function refreshEarly(now: number, expiry: number, delta: number, beta: number, random: number): boolean {
  return now - delta * beta * Math.log(random) >= expiry;
}
// #endregion xfetch

/** How many requests recompute one entry around one expiry, and how long before it the first of them began. */
export function refreshes(rate: number, delta: number, lifetime: number, random: () => number): { count: number; early: number } {
  let done = Number.POSITIVE_INFINITY;
  let count = 0;
  let early = 0;
  for (let now = 0; now < Math.min(done, lifetime + delta); now += 1 / rate) {
    // Until the first recomputation is done, others may start their own; past the expiry everybody does.
    if (now < lifetime && !refreshEarly(now, lifetime, delta, 1, 1 - random())) continue;
    if (count === 0) {
      done = now + delta;
      early = lifetime - now;
    }
    count++;
  }
  return { count, early };
}

// #region bucket
/** A bucket of `capacity` tokens that gains `rate` tokens a second; a request takes one or has to wait. */
export function makeBucket({ capacity, rate }) {
  let tokens = capacity;
  let last = 0;
  /** Whether a request at `now`, in seconds, may pass, and in how many seconds the next one could. */
  return (now) => {
    tokens = Math.min(capacity, tokens + (now - last) * rate);
    last = now;
    if (tokens < 1) return { passes: false, retryAfter: (1 - tokens) / rate };
    tokens -= 1;
    return { passes: true, retryAfter: 0 };
  };
}
// #endregion bucket

/** Of each batch [second, requests], how many pass. */
export function run(batches, settings = { capacity: 10, rate: 2 }) {
  const take = makeBucket(settings);
  return batches.map(([now, count]) => Array.from({ length: count }, () => take(now)).filter((each) => each.passes).length);
}

/** Requests that pass a fixed window of `limit` a minute, from `times` in seconds. */
export function fixedWindow(times, limit) {
  const counts = new Map();
  return times.filter((time) => {
    const window = Math.floor(time / 60);
    counts.set(window, (counts.get(window) ?? 0) + 1);
    return counts.get(window) <= limit;
  });
}

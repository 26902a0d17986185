/** A token bucket for writes, and the limit for failed logins. */

/** Buckets by key. `take(key, now)` gives 0 where it passes, else the seconds until the next token. */
export function makeBuckets({ capacity, rate }) {
  const buckets = new Map();
  return (key, now) => {
    const bucket = buckets.get(key) ?? { tokens: capacity, last: now };
    bucket.tokens = Math.min(capacity, bucket.tokens + (now - bucket.last) * rate);
    bucket.last = now;
    if (buckets.size > 10_000) buckets.clear();
    buckets.set(key, bucket);
    if (bucket.tokens < 1) return (1 - bucket.tokens) / rate;
    bucket.tokens -= 1;
    return 0;
  };
}

/** Counts failures by key within a window of seconds. */
export function makeFailures({ most, seconds }) {
  const failures = new Map();
  const recent = (key, now) => (failures.get(key) ?? []).filter((time) => now - time < seconds);
  return {
    /** Seconds until another attempt is allowed; 0 where one is. */
    wait: (key, now) => (recent(key, now).length < most ? 0 : seconds - (now - recent(key, now)[0])),
    note(key, now) {
      if (failures.size > 10_000) failures.clear();
      failures.set(key, [...recent(key, now), now]);
    },
    forget: (key) => failures.delete(key),
  };
}

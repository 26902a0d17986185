/** Lets each user do something `most` times in any window of `windowMs`. */
export function createLimiter(most, windowMs, now = Date.now) {
  const times = new Map();
  return (userId) => {
    const recent = (times.get(userId) ?? []).filter((time) => now() - time < windowMs);
    const allowed = recent.length < most;
    if (allowed) recent.push(now());
    times.set(userId, recent);
    return allowed;
  };
}

/**
 * The buffer of a tail sampler: a ring of `size` traces, each decided `wait` seconds after its first span,
 * unless newer traces have pushed it out before. Simulated one trace at a time at a constant rate.
 * @returns the share of traces that lived to be decided, from 0 to 1
 */
// #region ring
export function decided(rate: number, size: number, wait: number, seconds: number): number {
  const ring: number[] = []; // arrival times, oldest first
  let done = 0;
  let lost = 0;
  for (let n = 0; n < rate * seconds; n++) {
    const now = n / rate;
    if (ring.length === size) {
      const arrived = ring.shift() ?? 0;
      // The oldest makes room. If it is younger than the wait, nobody will ever decide about it.
      if (now - arrived < wait) lost++;
      else done++;
    }
    ring.push(now);
  }
  return done / (done + lost);
}
// #endregion ring

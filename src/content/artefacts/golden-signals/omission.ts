/** A load test of `seconds` at `rate` per second against a service that freezes once. All times in ms. */
export interface Test {
  seconds: number;
  rate: number;
  serviceMs: number;
  freezeFrom: number;
  freezeTo: number;
}

export const minuteWithFreeze: Test = { seconds: 60, rate: 100, serviceMs: 5, freezeFrom: 30_000, freezeTo: 33_000 };

/** When a request that starts at `start` is done: work does not proceed during the freeze. */
function completion(start: number, { serviceMs, freezeFrom, freezeTo }: Test): number {
  const end = start + serviceMs;
  return start < freezeTo && end > freezeFrom ? freezeTo + serviceMs : end;
}

// #region omission
/** Latencies seen by a client that waits for each answer before it sends the next request. */
export function closedLoop(test: Test): number[] {
  const latencies: number[] = [];
  const gap = 1000 / test.rate;
  for (let sent = 0; sent < test.seconds * 1000; ) {
    const done = completion(sent, test);
    latencies.push(done - sent);
    sent = Math.max(sent + gap, done);
  }
  return latencies;
}

/** Latencies counted from when each request should have been sent. */
export function fromIntendedTime(test: Test): number[] {
  const gap = 1000 / test.rate;
  return Array.from({ length: test.seconds * test.rate }, (_, n) => completion(n * gap, test) - n * gap);
}
// #endregion omission

/** One stall, measured by two kinds of load generator. Times in milliseconds. */

export interface Run {
  seconds: number;
  perSecond: number;
  serviceMs: number;
  /** The system freezes from here for a second, and then answers everything at once. */
  stallAt: number;
}

const STALL_MS = 1_000;

const finished = (sent: number, { serviceMs, stallAt }: Run): number =>
  sent >= stallAt && sent < stallAt + STALL_MS ? stallAt + STALL_MS : sent + serviceMs;

// #region models
/** Open model: a request is sent when it is due, whatever became of the others. */
export function open(run: Run): number[] {
  const interval = 1_000 / run.perSecond;
  return Array.from({ length: run.seconds * run.perSecond }, (_, index) => {
    const due = index * interval;
    return finished(due, run) - due;
  });
}

/** Closed model: one client waits for its answer and sends at its next tick. */
export function closed(run: Run): number[] {
  const interval = 1_000 / run.perSecond;
  const latencies: number[] = [];
  for (let sent = 0; sent < run.seconds * 1_000; ) {
    const end = finished(sent, run);
    latencies.push(end - sent);
    sent = Math.ceil(end / interval) * interval;
  }
  return latencies;
}
// #endregion models

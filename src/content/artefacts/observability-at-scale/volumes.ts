/** What telemetry costs before it is written: series, samples, bytes, traces. Bytes are decimal. */

const day = 86_400;

/** Series of one classic histogram: its finite bounds, +Inf, sum and count. OpenTelemetry's 14 bounds make 17. */
export const classicHistogram = 14 + 3;

// #region series
/** A metric: how many distinct values each label really has, and series per label set. */
export interface Metric {
  labelSets: number[];
  seriesPerSet: number;
}

/** The product of all labels: the most series there can be, if every combination occurs. */
export const upperBound = ({ labelSets, seriesPerSet }: Metric): number => labelSets.reduce((product, n) => product * n, seriesPerSet);

/** What series cost in a day: samples a second, bytes on disk, bytes of memory, money in a month. */
export function price(series: number, at: { interval: number; sampleBytes: number; headBytes: number; perThousand: number }) {
  const samples = series / at.interval;
  return { samples, disk: samples * day * at.sampleBytes, memory: series * at.headBytes, month: (series / 1000) * at.perThousand };
}
// #endregion series

/**
 * Assumptions of the page: 15 s and 1.5 bytes from Prometheus's own range of 1 to 2;
 * 4 KiB of memory a series and 5 dollars a thousand in a month are to be replaced by your own.
 */
export const assumed = { interval: 15, sampleBytes: 1.5, headBytes: 4096, perThousand: 5 };

/** The example metric, `http_server_request_duration`, and what became of it. */
const routes = 40;
const classes = 3;
const pods = 60;
const customers = 20_000;

export const variants = {
  aggregated: upperBound({ labelSets: [routes, classes], seriesPerSet: classicHistogram }),
  native: upperBound({ labelSets: [routes, classes, pods], seriesPerSet: 1 }),
  shipped: upperBound({ labelSets: [routes, classes, pods], seriesPerSet: classicHistogram }),
  tier: upperBound({ labelSets: [routes, classes, pods, 4], seriesPerSet: classicHistogram }),
  /** One customer uses 5 routes, sees 1.5 status classes on average and meets 8 pods. */
  customer: upperBound({ labelSets: [customers, 5, 1.5, 8], seriesPerSet: classicHistogram }),
  customerBound: upperBound({ labelSets: [routes, classes, pods, customers], seriesPerSet: classicHistogram }),
};

/** Attribute sets that one pod sees with the customer as a label, before the buckets multiply them. */
export const setsPerPod = variants.customer / classicHistogram / pods;

/** Series added to the index in a day by rollouts which replace every pod. */
export const churnPerDay = (series: number, rollouts: number): number => series * rollouts;

// #region sampling
/** A flow of traces: rate in traces a second, shares that the policies keep whole, share of the rest. */
export interface Flow {
  rate: number;
  errors: number;
  slow: number;
  rest: number;
}

/** Traces a second that a tail policy keeps, with errors and slow ones taken as disjoint. */
export function kept({ rate, errors, slow, rest }: Flow) {
  const whole = rate * (errors + slow);
  const sampled = (rate - whole) * rest;
  return { whole, sampled, total: whole + sampled, share: (whole + sampled) / rate };
}

/** Relative standard deviation of a count estimated as (events seen) / p; about 1/√k for small p. */
export const relativeDeviation = (seen: number, p: number): number => Math.sqrt((1 - p) / seen);

/** Probability that at least one of `n` events is in a sample of share `p`. */
export const seenAtLeastOnce = (n: number, p: number): number => 1 - (1 - p) ** n;
// #endregion sampling

export const flow: Flow = { rate: 20_000, errors: 0.002, slow: 0.005, rest: 0.01 };

/** Bytes of traces in a day. */
export const traceBytes = (rate: number, spans: number, spanBytes: number): number => rate * spans * spanBytes * day;

/** Points that one series leaves behind in `days` at one point every `step` seconds. */
export const points = (days: number, step: number): number => (days * day) / step;

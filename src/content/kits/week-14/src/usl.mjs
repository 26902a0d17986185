/** `{ gamma, sigma, kappa }` from points `[workers, throughput]`, one of which is for one worker. */
export function fit(points) {
  throw new Error(`not written yet: the fit of ${points.length} points (src/usl.mjs)`);
}

/** Throughput of n workers. */
export function throughput(scaling, n) {
  throw new Error(`not written yet: throughput of ${n} workers (src/usl.mjs)`);
}

/** Workers at which throughput is highest. */
export function peak(scaling) {
  throw new Error(`not written yet: the peak (src/usl.mjs)`);
}

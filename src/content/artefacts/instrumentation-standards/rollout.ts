/** What coverage is worth, and what a paved road costs. Shares from 0 to 1, effort in person-days. */

// #region complete
/** Share of complete traces when each of `hops` hand-overs keeps the context with probability `c`, independently. */
export const complete = (c: number, hops: number): number => c ** hops;

/** The same for hand-overs that were measured one by one. */
export const product = (measured: readonly number[]): number => measured.reduce((a, b) => a * b, 1);
// #endregion complete

export const plan = { services: 140, path: 7, today: 0.8, target: 0.99 };

const choose = (n: number, k: number): number => {
  let result = 1;
  for (let i = 1; i <= k; i++) result *= (n - k + i) / i;
  return result;
};

/** Expected completeness of the path after `done` services, taken in an order that has nothing to do with the path. */
export function atRandom(done: number, { services, path, today, target } = plan): number {
  let sum = 0;
  for (let k = Math.max(0, done - (services - path)); k <= Math.min(path, done); k++) {
    const share = (choose(path, k) * choose(services - path, done - k)) / choose(services, done);
    sum += share * target ** k * today ** (path - k);
  }
  return sum;
}

/** Completeness when the services of the path come first. */
export const pathFirst = (done: number, { path, today, target } = plan): number => {
  const k = Math.min(done, path);
  return target ** k * today ** (path - k);
};

// #region money
/** Effort with a road: built once, kept up, adopted by each service, and followed by each at every change. */
export const road = { build: 240, upkeepPerYear: 120, adopt: 0.5, follow: 0.1 };
/** Effort without: each service does it, and does it again at every change of the conventions. */
export const alone = { adopt: 6, follow: 1 };

export const costOfRoad = (services: number, years: number, changes: number): number =>
  road.build + road.upkeepPerYear * years + services * (road.adopt + road.follow * changes);
export const costAlone = (services: number, changes: number): number => services * (alone.adopt + alone.follow * changes);

/** The smallest number of services for which the road is cheaper. */
export const breakEven = (years: number, changes: number): number =>
  Math.ceil((road.build + road.upkeepPerYear * years) / (alone.adopt - road.adopt + (alone.follow - road.follow) * changes));
// #endregion money

/** Spans a second that one exporter sustains: it sends one batch at a time. */
export const throughput = (batch: number, secondsPerBatch: number): number => batch / secondsPerBatch;

/** Martin's instability: 0 is stable (others depend on it), 1 is free to change (it depends on others). */
export function instability(incoming: number, outgoing: number): number {
  return outgoing / (incoming + outgoing);
}

// #region hops
/** Availability of a request that needs every one of its synchronous hops, each a fraction 0–1. */
export function chain(availability: number, hops: number): number {
  return availability ** hops;
}

/** Minutes of a 30-day month that this availability allows to be lost. */
export function lostMinutes(availability: number): number {
  return (1 - availability) * 30 * 24 * 60;
}

/** Chance that a request meets at least one hop's slowest `share`, if hops are slow independently. */
export function meetsTail(share: number, hops: number): number {
  return 1 - (1 - share) ** hops;
}
// #endregion hops

// #region price
/** What changes across a boundary cost in a quarter, in engineer-weeks of 40 h. */
export function friction(changes: number, hoursEach: number): number {
  return (changes * hoursEach) / 40;
}

/** Quarters until moving a boundary has paid for itself; infinite if it saves nothing. */
export function payback(moveWeeks: number, savedChanges: number, hoursEach: number, addedWeeks = 0): number {
  const saved = friction(savedChanges, hoursEach) - addedWeeks;
  return saved > 0 ? moveWeeks / saved : Infinity;
}
// #endregion price

/** Wilson score interval at 95% for `hits` of `total`: what a share measured on few changes can mean. */
export function wilson(hits: number, total: number): [low: number, high: number] {
  const z = 1.96;
  const share = hits / total;
  const centre = (share + z ** 2 / (2 * total)) / (1 + z ** 2 / total);
  const half = (z * Math.sqrt((share * (1 - share)) / total + (z / (2 * total)) ** 2)) / (1 + z ** 2 / total);
  return [centre - half, centre + half];
}

/** Pairs of the shop: Jaccard of co-change, synchronous calls per request. */
export const shop = {
  'orders–pricing': [0.383, 3.2],
  'orders–shipping': [0.078, 0.3],
  'catalog–pricing': [0.048, 1.2],
  'orders–catalog': [0, 4.1],
} as const satisfies Record<string, readonly [number, number]>;

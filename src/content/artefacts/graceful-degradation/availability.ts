/** Minutes in 30 days. */
export const month = 30 * 24 * 60;

// #region arithmetic
/** All parts are needed: availabilities multiply, if failures are independent. */
export const series = (parts: readonly number[]): number => parts.reduce((product, part) => product * part, 1);

/** One of two is enough. `common` is the share of failures that take both down at once. */
export const pair = (one: number, common: number): number => 1 - (1 - one) * common - ((1 - one) * (1 - common)) ** 2;

/** What a dependency contributes when a substitute answers in a share `coverage` of its failures. */
export const covered = (availability: number, coverage: number): number => availability + (1 - availability) * coverage;

/** Minutes of downtime in 30 days. */
export const downtime = (availability: number): number => (1 - availability) * month;
// #endregion arithmetic

/** Pre-provisioned capacity as a multiple of the need, so that one of `zones` may vanish. */
export const staticCapacity = (zones: number): number => zones / (zones - 1);

export const checkout = {
  'own code': 0.9999,
  auth: 0.9999,
  cart: 0.9995,
  pricing: 0.9995,
  inventory: 0.999,
  payments: 0.9995,
  tax: 0.999,
  recommendations: 0.995,
  reviews: 0.995,
};
export type Part = keyof typeof checkout;

/** Steps of the worked example; each adds to those before it. A soft part has coverage 1: the request succeeds without it. */
export const steps: readonly { label: string; coverage: Partial<Record<Part, number>> }[] = [
  { label: 'all hard', coverage: {} },
  { label: '2 soft', coverage: { recommendations: 1, reviews: 1 } },
  { label: 'tax, stock', coverage: { tax: 0.98, inventory: 0.95 } },
  { label: 'provider', coverage: { payments: 0.9 } },
  { label: 'price cache', coverage: { pricing: 0.9 } },
];

/** Availability of the checkout with these coverages; what is not named is hard. */
export function ceiling(coverage: Partial<Record<Part, number>>, parts: Record<Part, number> = checkout): number {
  return series((Object.keys(parts) as Part[]).map((part) => covered(parts[part], coverage[part] ?? 0)));
}

/** Coverages after the first `count` steps. */
export const after = (count: number): Partial<Record<Part, number>> => Object.assign({}, ...steps.slice(0, count).map(({ coverage }) => coverage));

/** Thresholds by team: how many other teams must have adopted before this one moves. */
export type Thresholds = Record<string, number>;

/** The eleven teams of the worked example, before the reorganisation. */
export const base: Thresholds = {
  Platform: 0,
  Billing: 1,
  Search: 2,
  Checkout: 2,
  Notifications: 3,
  Inventory: 5,
  Pricing: 5,
  Fraud: 6,
  Mobile: 7,
  Data: 8,
  ERP: 10,
};
/** After it: Billing has a new lead, who wants to see three others first. */
export const broken: Thresholds = { ...base, Billing: 3 };

/** Engineer-days of each team's own change; also what it costs us to make them for the team. */
export const changeDays: Record<string, number> = {
  Platform: 4,
  Search: 5,
  Checkout: 8,
  Notifications: 10,
  Inventory: 12,
  Pricing: 12,
  Billing: 15,
  Fraud: 20,
  Mobile: 20,
  Data: 22,
  ERP: 45,
};

// #region cascade
/** Teams that have adopted after each round, until a round adds none (Granovetter's model). */
export function cascade(thresholds: Thresholds): number[] {
  const values = Object.values(thresholds);
  const rounds: number[] = [];
  for (let adopted = 0; ; ) {
    const next = values.filter((threshold) => threshold <= adopted).length;
    if (next === adopted) return rounds;
    rounds.push(next);
    adopted = next;
  }
}

/** The cheapest single team to bring down to a threshold of 1 so that everybody follows. */
export function cheapestSeed(thresholds: Thresholds, days: Record<string, number>): string | undefined {
  return Object.keys(thresholds)
    .filter((team) => (thresholds[team] ?? 0) > 1)
    .filter((team) => cascade({ ...thresholds, [team]: 1 }).at(-1) === Object.keys(thresholds).length)
    .sort((a, b) => (days[a] ?? Infinity) - (days[b] ?? Infinity))[0];
}

/** Teams whose threshold, if it is one higher than believed, costs us other teams as well. */
export function fragile(thresholds: Thresholds): string[] {
  const others = Object.keys(thresholds).length - 1;
  return Object.keys(thresholds).filter(
    (team) => (cascade({ ...thresholds, [team]: (thresholds[team] ?? 0) + 1 }).at(-1) ?? 0) < others,
  );
}
// #endregion cascade

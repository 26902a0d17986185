/** Annual loss, what mitigations remove, and the attack tree of the Parcelo example. Money in euros, time in engineer-weeks. */

// #region loss
/** Expected loss a year of each priced threat: times a year × share lost × amount exposed. */
export const losses = {
  T1: 12_000 * 0.005 * 300,
  T2: 0.05 * 0.3 * 1_800_000,
  T3: 4 * 25 * 300,
  T4: 0.1 * 0.4 * 1_800_000,
  T6: 0.05 * 400_000,
};
export type Losses = typeof losses;

/** Weeks of work, and the share of each threat that the mitigation removes. */
export const mitigations: Record<string, { weeks: number; removes: Partial<Losses> }> = {
  M1: { weeks: 3, removes: { T1: 0.8, T2: 0.5, T3: 0.8 } },
  M2: { weeks: 2, removes: { T4: 0.95 } },
  M3: { weeks: 4, removes: { T2: 0.9 } },
  M4: { weeks: 1.5, removes: { T6: 0.7 } },
};

/** Loss a year that a set of mitigations removes. Two on one threat each act on what the other leaves. */
export function removed(chosen: string[], loss: Losses = losses, options = mitigations): number {
  return Object.entries(loss).reduce((sum, [threat, amount]) => {
    const left = chosen.reduce((rest, id) => rest * (1 - (options[id]?.removes[threat as keyof Losses] ?? 0)), 1);
    return sum + amount * (1 - left);
  }, 0);
}

/** The set within the budget that removes most. */
export function best(budgetWeeks: number, loss: Losses = losses, options = mitigations): string[] {
  const sets = Object.keys(options).reduce<string[][]>(
    (all, id) => [...all, ...all.map((set) => [...set, id])],
    [[]],
  );
  const weeks = (set: string[]) => set.reduce((sum, id) => sum + (options[id]?.weeks ?? 0), 0);
  return sets
    .filter((set) => weeks(set) <= budgetWeeks)
    .reduce((top, set) => (removed(set, loss, options) > removed(top, loss, options) ? set : top));
}

/** Every combination of each loss being half or double what was estimated. */
export function corners(factor = 2): Losses[] {
  return Object.keys(losses).reduce<Losses[]>(
    (all, threat) =>
      all.flatMap((loss) =>
        [1 / factor, factor].map((by) => ({ ...loss, [threat]: losses[threat as keyof Losses] * by })),
      ),
    [losses],
  );
}
// #endregion loss

// #region tree
/** A leaf has the attacker's cost (and chance); an AND needs all its children, an OR any one. */
export type Node = { cost: number; chance?: number } | { and: Node[] } | { or: Node[] };

/** Cheapest way to the root: sum over AND, minimum over OR. */
export function cost(node: Node): number {
  if ('and' in node) return node.and.reduce((sum, child) => sum + cost(child), 0);
  if ('or' in node) return Math.min(...node.or.map(cost));
  return node.cost;
}

/** Chance that the root is reached if all leaves are tried and independent: product over AND, 1 − Π(1 − p) over OR. */
export function chance(node: Node): number {
  if ('and' in node) return node.and.reduce((product, child) => product * chance(child), 1);
  if ('or' in node) return 1 - node.or.reduce((product, child) => product * (1 - chance(child)), 1);
  return node.chance ?? 1;
}
// #endregion tree

/** Attacker's cost of the four ways to steal a payout. */
export function ways({ hold = false, signed = false, emailFirst = false } = {}) {
  const newAccount: Node = { cost: 300 };
  const beatHold: Node = { cost: hold && !emailFirst ? 600 : 0 };
  return {
    login: { and: [{ or: [{ cost: 50 }, { cost: 200 }] }, newAccount, beatHold] } satisfies Node,
    support: { and: [{ cost: 20 }, { cost: 150 }, newAccount, beatHold] } satisfies Node,
    bola: { and: [{ cost: 500 }, newAccount, beatHold] } satisfies Node,
    webhook: { cost: signed ? 5_000 : 400 } satisfies Node,
  };
}

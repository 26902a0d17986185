/** A risk: probability within a year, impact in thousand euros, and what one mitigation does to it. */
export interface Risk {
  id: string;
  p: [low: number, likely: number, high: number];
  impact: [low: number, likely: number, high: number];
  cost: number;
  /** Probability once the mitigation is in place. */
  after: number;
}

export const register: Risk[] = [
  { id: 'R1', p: [0.2, 0.3, 0.4], impact: [300, 400, 500], cost: 60, after: 0.1 },
  { id: 'R2', p: [0.4, 0.6, 0.8], impact: [100, 150, 200], cost: 20, after: 0.05 },
  { id: 'R3', p: [0.2, 0.4, 0.6], impact: [150, 250, 350], cost: 90, after: 0.1 },
  { id: 'R4', p: [0.05, 0.1, 0.15], impact: [80, 120, 160], cost: 5, after: 0.01 },
];

// #region exposure
export const exposure = ({ p, impact }: Risk): number => p[1] * impact[1];
export const reduction = ({ p, impact, after }: Risk): number => (p[1] - after) * impact[1];
/** Risk removed for each euro spent: below 1 the mitigation costs more than the exposure it removes. */
export const leverage = (risk: Risk): number => reduction(risk) / risk.cost;
export const range = ({ p, impact }: Risk): [number, number] => [p[0] * impact[0], p[2] * impact[2]];
// #endregion exposure

export const order = (by: (risk: Risk) => number): string[] =>
  [...register].sort((a, b) => by(b) - by(a)).map(({ id }) => id);

// #region choose
/** The set of mitigations within the budget that removes most exposure; `duties` are in it whatever they remove. */
export function choose(risks: Risk[], budget: number, duties: string[] = []): Risk[] {
  let best: Risk[] = [];
  const sum = (set: Risk[], of: (risk: Risk) => number): number => set.reduce((total, risk) => total + of(risk), 0);
  for (let mask = 0; mask < 2 ** risks.length; mask++) {
    const set = risks.filter((_, index) => mask & (1 << index));
    const allowed = sum(set, ({ cost }) => cost) <= budget && duties.every((duty) => set.some(({ id }) => id === duty));
    if (allowed && sum(set, reduction) > sum(best, reduction)) best = set;
  }
  return best;
}
// #endregion choose

/** Probability that two risks of probability `p` both happen, when a shared cause of probability `shared` brings both. */
export function both(p: number, shared: number): number {
  const alone = (p - shared) / (1 - shared);
  return shared + (1 - shared) * alone ** 2;
}

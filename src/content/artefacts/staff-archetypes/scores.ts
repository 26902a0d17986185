export const criteria = ['energy', 'evidence', 'demand', 'sponsor'] as const;
export type Criterion = (typeof criteria)[number];
/** A mark from 1 to 5 for each criterion. */
export type Scores = Record<Criterion, number>;
/** Weights of the criteria; they sum to 1. */
export type Weights = Record<Criterion, number>;

export const houseWeights: Weights = { energy: 0.2, evidence: 0.25, demand: 0.35, sponsor: 0.2 };
export const energyFirst: Weights = { energy: 0.35, evidence: 0.25, demand: 0.2, sponsor: 0.2 };

export const candidates: Record<string, Scores> = {
  'Tech Lead': { energy: 3, evidence: 4, demand: 2, sponsor: 4 },
  Architect: { energy: 4, evidence: 4, demand: 5, sponsor: 3 },
  Solver: { energy: 5, evidence: 3, demand: 3, sponsor: 4 },
  'Right Hand': { energy: 2, evidence: 2, demand: 3, sponsor: 2 },
};

// #region choose
/** Weighted mean of the marks, 1 to 5. */
export function weighted(scores: Scores, weights: Weights): number {
  return criteria.reduce((sum, criterion) => sum + scores[criterion] * weights[criterion], 0);
}

/** The archetypes that the organisation needs and somebody will sponsor (both at least 3), best first. */
export function eligible(all: Record<string, Scores>, weights: Weights): [name: string, score: number][] {
  return Object.entries(all)
    .filter(([, { demand, sponsor }]) => demand >= 3 && sponsor >= 3)
    .map(([name, scores]): [string, number] => [name, weighted(scores, weights)])
    .sort(([, a], [, b]) => b - a);
}
// #endregion choose

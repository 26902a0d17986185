/** A weighted decision: weights add up to 1, scores run from 1 (poor) to 5 (good). */
export interface Matrix {
  weights: Record<string, number>;
  scores: Record<string, Record<string, number>>;
}

export const queue: Matrix = {
  weights: { operations: 0.35, throughput: 0.15, replay: 0.2, 'team skill': 0.3 },
  scores: {
    'PostgreSQL queue': { operations: 5, throughput: 2, replay: 2, 'team skill': 5 },
    RabbitMQ: { operations: 3, throughput: 4, replay: 1, 'team skill': 3 },
    Kafka: { operations: 2, throughput: 5, replay: 5, 'team skill': 2 },
  },
};

// #region score
/** The weighted score of one option. */
export function score({ weights, scores }: Matrix, option: string): number {
  return Object.entries(weights).reduce((sum, [criterion, weight]) => sum + weight * (scores[option]?.[criterion] ?? 0), 0);
}

/** The same matrix with one weight set and the others scaled, so that the sum stays 1. */
export function withWeight(matrix: Matrix, criterion: string, weight: number): Matrix {
  const rest = 1 - (matrix.weights[criterion] ?? 0);
  const weights = Object.entries(matrix.weights).map(([name, old]): [string, number] => [
    name,
    name === criterion ? weight : (old * (1 - weight)) / rest,
  ]);
  return { ...matrix, weights: Object.fromEntries(weights) };
}
// #endregion score

export function winner(matrix: Matrix): string {
  return Object.keys(matrix.scores).reduce((best, option) => (score(matrix, option) > score(matrix, best) ? option : best));
}

// #region flip
/** The weight of a criterion, nearest to today's, at which another option takes the lead; undefined where none does. */
export function flip(matrix: Matrix, criterion: string): number | undefined {
  const first = winner(matrix);
  const today = matrix.weights[criterion] ?? 0;
  const lead = (other: string, weight: number): number => {
    const changed = withWeight(matrix, criterion, weight);
    return score(changed, first) - score(changed, other);
  };
  const ties = Object.keys(matrix.scores)
    .filter((other) => other !== first)
    .map((other) => lead(other, 0) / (lead(other, 0) - lead(other, 1))) // the lead is a straight line in the weight
    .filter((tie) => tie > 1e-9 && tie < 1 - 1e-9);
  return ties.sort((a, b) => Math.abs(a - today) - Math.abs(b - today))[0];
}
// #endregion flip

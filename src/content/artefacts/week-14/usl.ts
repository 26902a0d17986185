/** Gunther's Universal Scalability Law: what contention and crosstalk leave of n workers. */

export interface Scaling {
  /** Throughput of one worker. */
  gamma: number;
  /** Contention: the share of work that queues for something shared. */
  sigma: number;
  /** Coherency: what each pair of workers costs. */
  kappa: number;
}

export type Point = readonly [workers: number, throughput: number];

// #region usl
export const throughput = ({ gamma, sigma, kappa }: Scaling, n: number): number =>
  (gamma * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));

/** Workers at which throughput is highest; more of them make it lower. */
export const peak = ({ sigma, kappa }: Scaling): number => Math.sqrt((1 - sigma) / kappa);

/** Least squares on n·γ/X − 1 = σ(n − 1) + κn(n − 1), with γ from the point for one worker. */
export function fit(points: readonly Point[]): Scaling {
  const gamma = points.find(([n]) => n === 1)?.[1];
  if (gamma === undefined) throw new Error('measure one worker as well');
  const rows = points.map(([n, x]) => ({ a: n - 1, b: n * (n - 1), y: (n * gamma) / x - 1 }));
  const sum = (of: (row: { a: number; b: number; y: number }) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const [aa, ab, bb] = [sum(({ a }) => a * a), sum(({ a, b }) => a * b), sum(({ b }) => b * b)];
  const [ay, by] = [sum(({ a, y }) => a * y), sum(({ b, y }) => b * y)];
  const determinant = aa * bb - ab * ab;
  return {
    gamma,
    sigma: (ay * bb - by * ab) / determinant,
    kappa: (by * aa - ay * ab) / determinant,
  };
}
// #endregion usl

/** Least squares on n·γ/X − 1 = σ(n − 1) + κn(n − 1). */
export function fit(points) {
  const gamma = points.find(([n]) => n === 1)?.[1];
  if (gamma === undefined) throw new Error('measure one worker as well');
  const rows = points.map(([n, x]) => ({ a: n - 1, b: n * (n - 1), y: (n * gamma) / x - 1 }));
  const sum = (of) => rows.reduce((total, row) => total + of(row), 0);
  const [aa, ab, bb] = [sum(({ a }) => a * a), sum(({ a, b }) => a * b), sum(({ b }) => b * b)];
  const [ay, by] = [sum(({ a, y }) => a * y), sum(({ b, y }) => b * y)];
  const determinant = aa * bb - ab * ab;
  const sigma = (ay * bb - by * ab) / determinant;
  const kappa = (by * aa - ay * ab) / determinant;
  return { gamma, sigma, kappa };
}

export const throughput = ({ gamma, sigma, kappa }, n) => (gamma * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));

export const peak = ({ sigma, kappa }) => Math.sqrt((1 - sigma) / kappa);

import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { byModulo, exampleKeys, hashRing, movedShare } from './hash-ring.ts';

const keys = exampleKeys(10_000);
const nodes = [2, 3, 4, 6, 9, 14, 19];
const everyCount = Array.from({ length: 18 }, (_, i) => i + 2);

/** Share of the keys that change their node when one node joins n others. */
const modulo = nodes.map(
  (n): PlotPoint => [n, movedShare(keys, (key) => byModulo(key, n), (key) => byModulo(key, n + 1))],
);
const ring = nodes.map((n): PlotPoint => [n, movedShare(keys, hashRing(n, 100), hashRing(n + 1, 100))]);

export default {
  x: { scale: 'linear', label: 'nodes before one more joins', domain: [2, 20], ticks: [2, 4, 9, 14, 19] },
  y: { scale: 'linear', label: 'keys that move', format: 'percent', domain: [0, 1], ticks: [0, 0.2, 0.5, 0.8, 1] },
  series: [
    { kind: 'line', label: 'n/(n+1)', muted: true, labelAt: 0.9, labelSide: 'below', data: everyCount.map((n) => [n, n / (n + 1)]) },
    { kind: 'line', label: '1/(n+1)', muted: true, labelAt: 0.9, data: everyCount.map((n) => [n, 1 / (n + 1)]) },
    { kind: 'points', label: 'modulo, measured', data: modulo },
    { kind: 'points', label: 'ring, measured', data: ring },
  ],
} satisfies PlotSpec;

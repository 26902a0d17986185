import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { atRandom, pathFirst, plan } from './rollout.ts';

const done = Array.from({ length: plan.services + 1 }, (_, n) => n);

export default {
  x: { scale: 'linear', label: 'services done, of 140', domain: [0, 140], ticks: [0, 7, 35, 70, 105, 126, 140] },
  y: { scale: 'linear', label: 'complete traces on the path', format: 'percent', domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] },
  series: [
    { kind: 'line', label: 'path first', data: done.map((n): [number, number] => [n, pathFirst(n)]) },
    { kind: 'line', label: 'any order', data: done.map((n): [number, number] => [n, atRandom(n)]) },
  ],
} satisfies PlotSpec;

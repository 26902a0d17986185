import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { ruleOfThree } from './gate.ts';

const counts = [3_000, 12_000, 30_000, 100_000, 300_000, 1_200_000];

export default {
  x: { scale: 'log', label: 'comparisons without a mismatch', format: 'si', domain: [3_000, 1_200_000], ticks: [3_000, 30_000, 300_000] },
  y: { scale: 'log', label: 'share that may still be wrong, %', domain: [0.0001, 0.1], ticks: [0.0001, 0.001, 0.01, 0.1] },
  series: [{ kind: 'line', label: '3 ÷ n', data: counts.map((count) => [count, 100 * ruleOfThree(count)]), labelAt: 0.8 }],
  thresholds: [
    { axis: 'y', at: 0.01, label: 'gate 0.01%', tone: 'warn' },
    { axis: 'x', at: 12_000, label: 'a day at 1%' },
  ],
} satisfies PlotSpec;

import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { example, misses } from './cache-math.ts';

const at = (h: number): PlotPoint => [h, misses(example.readsPerSecond, h)];

export default {
  x: { scale: 'linear', label: 'hit ratio', format: 'percent', domain: [0.88, 1], ticks: [0.9, 0.925, 0.95, 0.98] },
  y: { scale: 'linear', label: 'reads/s at the database', domain: [0, 5000], ticks: [0, 800, 2000, 3000, 4000] },
  series: [
    { kind: 'line', label: '40,000 × misses', data: [at(0.88), at(1)], labelAt: 0.2 },
    { kind: 'points', label: '98, 95, 90%', data: [at(0.9), at(0.95), at(0.98)], labelAt: 1 },
  ],
  thresholds: [{ axis: 'y', at: example.databaseLimit, label: 'limit', tone: 'warn' }],
  height: 240,
} satisfies PlotSpec;

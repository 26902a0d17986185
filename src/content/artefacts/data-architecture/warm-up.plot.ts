import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { example, warmUp, zipf } from './cache-math.ts';

const { curve } = warmUp(zipf(example.keys), example.readsPerSecond, example.databaseLimit);

export default {
  x: { scale: 'linear', label: 'time since the cache was empty', unit: 's', domain: [0, 160], ticks: [0, 10, 40, 80, 120, 157] },
  y: { scale: 'linear', label: 'requests refused', format: 'percent', domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 0.925] },
  series: [{ kind: 'area', label: 'admitting 3,000/s', data: curve.filter((_, i) => i % 4 === 0), labelAt: 0.5 }],
  height: 240,
} satisfies PlotSpec;

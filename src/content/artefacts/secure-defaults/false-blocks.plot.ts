import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { anyFalseBlock } from './rollout.ts';

const counts = Array.from({ length: 40 }, (_, index) => index + 1);
const curve = (rate: number): [number, number][] => counts.map((count) => [count, anyFalseBlock(count, rate)]);

export default {
  x: { scale: 'linear', label: 'blocking policies', domain: [1, 40], ticks: [1, 12, 20, 30, 40] },
  y: { scale: 'linear', label: 'deploys blocked falsely', format: 'percent', domain: [0, 0.6] },
  series: [
    { kind: 'line', label: '2% each', data: curve(0.02), labelAt: 0.6 },
    { kind: 'line', label: '0.5% each', data: curve(0.005), labelAt: 0.75 },
    { kind: 'line', label: '0.05% each', data: curve(0.0005), labelAt: 0.75 },
  ],
  thresholds: [{ axis: 'x', at: 12, label: '12 policies', tone: 'muted' }],
} satisfies PlotSpec;

import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { stale } from './price.ts';
import { meanLagMs, thinkTimes } from './session.ts';

const times = Array.from({ length: 111 }, (_, i) => i * 10);

export default {
  x: { scale: 'linear', label: 'time since the write', unit: 'ms', domain: [0, 1100], ticks: [20, 200, 500, 1000] },
  y: { scale: 'linear', label: 'reads that miss it', format: 'percent', domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] },
  series: [
    { kind: 'line', label: 'one follower', data: times.map((t) => [t, stale(t, meanLagMs)]), labelAt: 0.14, labelSide: 'above' },
    { kind: 'points', label: 'think times', data: thinkTimes.map((t) => [t, stale(t, meanLagMs)]) },
  ],
} satisfies PlotSpec;

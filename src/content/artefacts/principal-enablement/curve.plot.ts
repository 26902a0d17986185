import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { actual, planned } from './progress.ts';

const share = (points: [number, number][]): [number, number][] =>
  points.map(([week, services]) => [week, services / 410]);

export default {
  x: { scale: 'linear', label: 'week', domain: [0, 52], ticks: [0, 13, 26, 39, 52] },
  y: {
    scale: 'linear',
    label: 'services on the baseline',
    format: 'percent',
    domain: [0, 1],
    ticks: [0, 0.16, 0.5, 0.71, 0.84, 1],
  },
  series: [
    { kind: 'line', label: 'planned', data: share(planned), labelAt: 0.3, labelSide: 'below', muted: true },
    { kind: 'line', label: 'actual', data: share(actual), labelAt: 0.55, labelSide: 'above' },
  ],
  regions: [{ axis: 'x', from: 33, to: 39, label: 'stall', tone: 'warn' }],
} satisfies PlotSpec;

import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { balance } from './payback.ts';

const months = [0, 3, 6, 9, 12, 15, 18, 21, 24];

export default {
  x: { scale: 'linear', label: 'months of use', domain: [0, 24], ticks: [0, 6, 12, 18, 24] },
  y: { scale: 'linear', label: 'hours won', domain: [-400, 200], ticks: [-400, -200, 0, 200] },
  series: [{ kind: 'line', label: 'balance', data: months.map((month): PlotPoint => [month, balance(month)]) }],
  thresholds: [{ axis: 'y', at: 0, label: 'paid back', tone: 'good' }],
} satisfies PlotSpec;

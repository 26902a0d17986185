import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { paybackWeeks, saved } from './claims.ts';

const teams = Array.from({ length: 17 }, (_, i) => i + 4);

export default {
  x: { scale: 'linear', label: 'teams that use it', domain: [4, 20], ticks: [4, 6, 10, 15, 20] },
  y: { scale: 'linear', label: 'weeks until paid back', domain: [0, 200], ticks: [0, 49, 100, 123, 200] },
  series: [{ kind: 'line', label: '46 eng-weeks', labelAt: 0.35, data: teams.map((n) => [n, paybackWeeks(46, saved(n, 2.5))]) }],
  thresholds: [
    { axis: 'x', at: 6, label: 'hers: 6' },
    { axis: 'x', at: 15, label: 'with the 9 more' },
  ],
} satisfies PlotSpec;

import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { contacts, problems, running } from './ledger.ts';

export default {
  x: { scale: 'linear', label: 'week', domain: [1, 24], ticks: [1, 6, 12, 18, 24] },
  y: { scale: 'linear', label: 'total so far', domain: [0, 120], ticks: [0, 25, 50, 75, 100] },
  series: [
    { kind: 'steps', label: 'problems', data: running((week) => problems[week] ?? 0), labelAt: 0.3 },
    { kind: 'steps', label: 'contacts', data: running(contacts), labelAt: 0.6, labelSide: 'below' },
  ],
  thresholds: [
    { axis: 'y', at: 100, label: '100 problems', tone: 'muted' },
    { axis: 'y', at: 50, label: '50 contacts', tone: 'muted' },
  ],
} satisfies PlotSpec;

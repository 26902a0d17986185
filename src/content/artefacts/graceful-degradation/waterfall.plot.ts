import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { after, ceiling, downtime, steps } from './availability.ts';

export default {
  x: { scale: 'band', label: 'what has been done so far' },
  y: { scale: 'linear', label: 'minutes down in 30 days', domain: [0, 600], ticks: [0, 43.2, 200, 400, 600] },
  series: [{ kind: 'bars', label: 'checkout', data: steps.map(({ label }, index) => [label, Number(downtime(ceiling(after(index + 1))).toFixed(1))]) }],
  height: 340,
  thresholds: [{ axis: 'y', at: 43.2, label: '99.9%', tone: 'warn' }],
} satisfies PlotSpec;

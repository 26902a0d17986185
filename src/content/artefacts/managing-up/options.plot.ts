import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { openAt, options } from './options.ts';

const weeks = [0, ...options.map(({ closes }) => closes).filter(Number.isFinite), 26];

export default {
  x: { scale: 'linear', label: 'week of the project', domain: [0, 26], ticks: [0, 4, 9, 14, 20, 26] },
  y: { scale: 'linear', label: 'options still open', domain: [0, 6], ticks: [0, 1, 2, 3, 4, 5] },
  series: [
    { kind: 'steps', label: 'options open', data: weeks.map((week) => [week, openAt(week).length]), labelAt: 0.9, labelSide: 'above' },
  ],
  thresholds: [
    { axis: 'x', at: 6, label: 'told in 6', tone: 'good' },
    { axis: 'x', at: 14, label: 'told in 14', tone: 'warn' },
  ],
} satisfies PlotSpec;

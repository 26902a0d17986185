import type { PlotSpec } from '../../../diagrams/plot-spec.ts';

/** Services moved of 38, by month: 30 in two quarters, the last 8 by month 15, or by the provider in three months. */
export default {
  x: { scale: 'linear', label: 'month', domain: [0, 15], ticks: [0, 3, 6, 9, 12, 15] },
  y: { scale: 'linear', label: 'services still on the old system', domain: [0, 38], ticks: [0, 8, 20, 38] },
  series: [
    { kind: 'line', label: 'left to the teams', data: [[0, 38], [2, 30], [4, 16], [6, 8], [12, 8], [13, 6], [14, 2], [15, 0]], labelAt: 0.66, labelSide: 'above' },
    { kind: 'line', label: 'provider finishes', data: [[6, 8], [7, 5], [8, 2], [9, 0]], labelAt: 0.15, labelSide: 'below' },
  ],
} satisfies PlotSpec;

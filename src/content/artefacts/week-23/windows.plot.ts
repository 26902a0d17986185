import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { windowAverage } from '../alerting-quality/burn-rate.ts';

/** Error ratio of each half minute: two clean hours, 12 minutes at 12%, clean again. */
const halves = Array.from({ length: 300 }, (_, n) => (n >= 240 && n < 264 ? 0.12 : 0));
const along = (minutes: number): PlotPoint[] =>
  Array.from({ length: 51 }, (_, n) => [n / 2, 100 * windowAverage(halves, 239 + n, minutes * 2)]);

export default {
  x: { scale: 'linear', label: 'minutes since the first error', domain: [0, 25], ticks: [0, 7.2, 12, 16.4, 25] },
  y: { scale: 'linear', label: 'errors in the window, %', domain: [0, 13], ticks: [0, 1.44, 6, 12] },
  series: [
    { kind: 'line', label: '5 min window', data: along(5), labelAt: 0.4 },
    { kind: 'line', label: '1 h window', data: along(60), labelAt: 0.9 },
  ],
  regions: [{ axis: 'x', from: 7.2, to: 16.4, label: 'page', tone: 'warn' }],
  thresholds: [{ axis: 'y', at: 1.44, label: '14.4×' }],
} satisfies PlotSpec;

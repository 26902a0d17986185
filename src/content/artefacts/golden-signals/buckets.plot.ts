import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { fiveMinutes, histogramQuantile } from './quantile.ts';

const quantiles = [0.5, 0.82, 0.9, 0.93, 0.95, 0.972, 0.98, 0.988, 0.99, 0.995, 0.998];
/** The bounds of the bucket that a quantile falls into: all that is really known. */
const known = (q: number, side: 'low' | 'high'): number => {
  const at = fiveMinutes.findIndex(({ count }) => count >= q * 10_000);
  return (side === 'high' ? fiveMinutes[at]?.le : fiveMinutes[at - 1]?.le) ?? 0.01;
};

export default {
  x: { scale: 'linear', label: 'quantile, percent', domain: [50, 100], ticks: [50, 90, 95, 99] },
  y: { scale: 'log', label: 'latency', unit: 's', domain: [0.01, 3], ticks: [0.01, 0.1, 0.25, 0.5, 1, 2.5] },
  series: [
    { kind: 'line', label: 'what is printed', data: quantiles.map((q): [number, number] => [q * 100, histogramQuantile(q, fiveMinutes)]), labelAt: 0.2 },
    { kind: 'steps', label: 'at most', data: quantiles.map((q): [number, number] => [q * 100, known(q, 'high')]), labelAt: 0.05, muted: true },
    { kind: 'steps', label: 'more than', data: quantiles.map((q): [number, number] => [q * 100, known(q, 'low')]), labelAt: 0.05, labelSide: 'below', muted: true },
  ],
} satisfies PlotSpec;

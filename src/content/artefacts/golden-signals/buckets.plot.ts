import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { fiveMinutes, histogramQuantile } from './quantile.ts';

const total = 10_000;
const finite = fiveMinutes.filter(({ le }) => le !== Infinity);
const printed = Array.from({ length: 150 }, (_, n) => 0.7 + n * 0.002);

/** Corners of the staircase of bucket bounds: all that is really known of a quantile. */
const stairs = (bound: (at: number) => number): [number, number][] =>
  finite.flatMap(({ count }, at): [number, number][] => {
    const from = Math.max(70, ((finite[at - 1]?.count ?? 0) / total) * 100);
    return [
      [from, bound(at)],
      [(count / total) * 100, bound(at)],
    ];
  });

export default {
  x: { scale: 'linear', label: 'quantile, percent', domain: [70, 100], ticks: [70, 82, 90, 95, 99] },
  y: { scale: 'log', label: 'latency', unit: 's', domain: [0.02, 3], ticks: [0.1, 0.25, 0.5, 1, 2.5] },
  series: [
    { kind: 'line', label: 'printed', data: printed.map((q): [number, number] => [q * 100, histogramQuantile(q, fiveMinutes)]), labelAt: 0.6, labelSide: 'below' },
    { kind: 'line', label: 'at most', data: stairs((at) => finite[at]?.le ?? 0), labelAt: 0.25, labelSide: 'above', muted: true },
    { kind: 'line', label: 'more than', data: stairs((at) => finite[at - 1]?.le ?? 0.02), labelAt: 0.1, muted: true },
  ],
} satisfies PlotSpec;

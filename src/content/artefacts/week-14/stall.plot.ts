import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { percentile } from './percentile.ts';
import { closed, open } from './stall.ts';

const run = { seconds: 100, perSecond: 100, serviceMs: 1, stallAt: 50_000 };
const shares = [0.98, 0.985, 0.99, 0.9905, 0.991, 0.992, 0.993, 0.994, 0.995, 0.996, 0.997, 0.998, 0.999, 0.9995];
const along = (latencies: number[]): PlotPoint[] =>
  shares.map((share) => [share * 100, percentile(latencies, share)]);

export default {
  x: { scale: 'linear', label: 'percentile', domain: [98, 100], ticks: [98, 99, 99.5, 100] },
  y: { scale: 'linear', label: 'latency', unit: 'ms', domain: [0, 1_000], ticks: [0, 250, 500, 750, 1_000] },
  series: [
    { kind: 'line', label: 'open model', labelAt: 0.7, labelSide: 'above', data: along(open(run)) },
    { kind: 'line', label: 'closed model', labelAt: 0.2, labelSide: 'above', data: along(closed(run)) },
  ],
} satisfies PlotSpec;

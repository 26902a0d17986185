import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { peak, throughput } from './usl.ts';

const real = { gamma: 1, sigma: 0.05, kappa: 0.001 };
const blind = { ...real, kappa: 0 };
const workers = Array.from({ length: 64 }, (_, index) => index + 1);
const along = (scaling: typeof real): PlotPoint[] => workers.map((n) => [n, throughput(scaling, n)]);

export default {
  x: { scale: 'linear', label: 'workers', domain: [1, 64], ticks: [1, 16, 31, 48, 64] },
  y: { scale: 'linear', label: 'throughput, one worker = 1', domain: [0, 16], ticks: [0, 4, 8, 12, 16] },
  series: [
    { kind: 'line', label: 'contention only', labelAt: 0.75, labelSide: 'above', data: along(blind) },
    { kind: 'line', label: 'with crosstalk', labelAt: 0.75, labelSide: 'below', data: along(real) },
  ],
  thresholds: [{ axis: 'x', at: Math.round(peak(real)), label: 'peak', tone: 'warn' }],
} satisfies PlotSpec;

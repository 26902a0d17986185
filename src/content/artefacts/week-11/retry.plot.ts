import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { amplification } from './retry.ts';

const layers = [1, 2, 3, 4];
const along = (tries: number) => layers.map((count): PlotPoint => [count, amplification(tries, count)]);

export default {
  x: { scale: 'linear', label: 'layers that retry', domain: [1, 4], ticks: layers },
  y: { scale: 'log', label: 'calls at the bottom', domain: [1, 300], ticks: [1, 10, 100] },
  series: [
    { kind: 'line', label: '4 tries each', data: along(4) },
    { kind: 'line', label: '3 tries each', data: along(3) },
    { kind: 'line', label: '2 tries each', data: along(2) },
  ],
} satisfies PlotSpec;

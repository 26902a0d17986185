import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { speedUp } from './gains.ts';

const factors = [1, 2, 3, 5, 10, 20, 50, 100];
const along = (share: number) => factors.map((factor): PlotPoint => [factor, speedUp(share, factor)]);

export default {
  x: { scale: 'log', label: 'how much faster the part gets', domain: [1, 100], ticks: [1, 10, 100], format: 'times' },
  y: { scale: 'linear', label: 'how much faster the whole gets', domain: [0, 20], ticks: [1, 5, 10, 20], format: 'times' },
  series: [
    { kind: 'line', label: '95% of the time', data: along(0.95), labelAt: 0.6 },
    { kind: 'line', label: '85%', data: along(0.85) },
    { kind: 'line', label: '50%', data: along(0.5) },
  ],
} satisfies PlotSpec;

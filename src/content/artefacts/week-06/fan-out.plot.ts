import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { deliveriesPerSecond } from './fan-out.ts';

const sizes = [2, 5, 10, 20, 50, 100, 200, 500, 1000];
const along = (rate: number) => sizes.map((members): PlotPoint => [members, deliveriesPerSecond(members, rate)]);

export default {
  x: { scale: 'log', label: 'people in the room', domain: [2, 1000], ticks: [2, 10, 100, 1000] },
  y: { scale: 'log', label: 'deliveries per second', domain: [0.1, 1e6], ticks: [0.1, 10, 1e3, 1e5], format: 'number' },
  series: [
    { kind: 'line', label: '1 message/s each', data: along(1) },
    { kind: 'line', label: '1 each 10 s', data: along(0.1) },
  ],
} satisfies PlotSpec;

import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { downtime, serial } from './availability.ts';

const counts = [1, 2, 3, 4, 5, 6, 7, 8];
const along = (each: number) =>
  counts.map((count): PlotPoint => [count, downtime(serial(...Array.from({ length: count }, () => each)))]);

export default {
  x: { scale: 'linear', label: 'services that one call needs', domain: [1, 8], ticks: counts },
  y: { scale: 'linear', label: 'outage in 30 days', unit: 'min' },
  series: [
    { kind: 'line', label: '99.9% each', data: along(0.999) },
    { kind: 'line', label: '99.95% each', data: along(0.9995) },
  ],
} satisfies PlotSpec;

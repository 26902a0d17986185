import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { carveOut, fasterBuilds, runUp, secondRegion } from './sequence.ts';

/** Every month, so that each bend of the lines is a point. */
const months = Array.from({ length: 18 }, (_, month) => month);

export default {
  x: { scale: 'linear', label: 'months since the start', domain: [0, 17], ticks: [0, 2, 6, 8, 12, 17] },
  y: { scale: 'linear', label: 'delay cost so far', unit: 'thousand euros', domain: [0, 2400], ticks: [0, 600, 1200, 1800, 2400] },
  series: [
    {
      kind: 'line',
      label: 'A first',
      data: months.map((month) => [month, runUp([carveOut, fasterBuilds, secondRegion], month)]),
      labelAt: 0.62,
      labelSide: 'above',
    },
    {
      kind: 'line',
      label: 'B first',
      data: months.map((month) => [month, runUp([fasterBuilds, carveOut, secondRegion], month)]),
      labelAt: 0.66,
      labelSide: 'below',
    },
  ],
  regions: [{ axis: 'x', from: 12, to: 17, label: 'after this year', tone: 'muted' }],
} satisfies PlotSpec;

import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { variants } from './volumes.ts';

const { aggregated, native, shipped, tier, customer } = variants;

export default {
  x: { scale: 'band', label: 'one histogram, five ways' },
  y: { scale: 'log', label: 'series', format: 'si', domain: [1000, 100_000_000], ticks: [1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] },
  series: [
    {
      kind: 'bars',
      label: 'series',
      data: [
        ['no pod', aggregated],
        ['native', native],
        ['shipped', shipped],
        ['tier', tier],
        ['customer', customer],
      ],
    },
  ],
  height: 260,
} satisfies PlotSpec;

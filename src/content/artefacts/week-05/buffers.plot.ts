import type { PlotSpec } from '../../../diagrams/plot-spec.ts';

/** Pages that the same query touched, as measured in the worked example. */
export const buffers = { none: 8964, customer: 46, both: 23 };

export default {
  x: { scale: 'band', label: 'index on orders' },
  y: { scale: 'log', label: 'buffers touched', domain: [1, 20_000], ticks: [1, 10, 100, 1_000, 10_000] },
  series: [
    {
      kind: 'bars',
      label: 'last 20 orders',
      data: [
        ['none', buffers.none],
        ['customer', buffers.customer],
        ['customer, time', buffers.both],
      ],
    },
  ],
} satisfies PlotSpec;

import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { prices } from './price.ts';

const eu = prices('eu', 'us-east');

export default {
  x: { scale: 'band', label: 'where a user in the EU reads' },
  y: { scale: 'linear', label: 'latency', unit: 'ms', domain: [0, 150], ticks: [0, eu.lease, eu.readIndex] },
  series: [
    {
      kind: 'bars',
      label: 'one read',
      data: [
        ['local', eu.local],
        ['lease', eu.lease],
        ['ReadIndex', eu.readIndex],
      ],
    },
  ],
  height: 220,
} satisfies PlotSpec;

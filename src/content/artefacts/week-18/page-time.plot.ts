import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { coldPage, withEdge } from './numbers.ts';

const rtts = [10, 50, 90, 150, 200];

export default {
  x: { scale: 'linear', label: 'round trip to the region', unit: 'ms', domain: [0, 200] },
  y: { scale: 'linear', label: 'network time of a cold page', unit: 'ms', domain: [0, 800] },
  series: [
    { kind: 'line', label: 'all the way', data: rtts.map((rtt): PlotPoint => [rtt, coldPage(rtt)]) },
    { kind: 'line', label: 'edge nearby', data: rtts.map((rtt): PlotPoint => [rtt, withEdge(rtt)]) },
  ],
} satisfies PlotSpec;

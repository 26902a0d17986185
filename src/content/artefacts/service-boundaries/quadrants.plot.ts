import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { shop } from './boundary.ts';

export default {
  x: { scale: 'linear', label: 'co-change, Jaccard', domain: [0, 0.6], ticks: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6] },
  y: { scale: 'linear', label: 'synchronous calls per request', domain: [0, 5], ticks: [0, 1, 2, 3, 4, 5] },
  series: Object.entries(shop).map(([label, [x, y]]) => ({ kind: 'points' as const, label, data: [[x, y] as [number, number]] })),
  thresholds: [
    { axis: 'x', at: 0.3, label: 'move or merge', tone: 'warn' },
    { axis: 'y', at: 2, label: 'chatty', tone: 'muted' },
  ],
} satisfies PlotSpec;

import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { complete } from './rollout.ts';

const hops = Array.from({ length: 12 }, (_, n) => n + 1);
const line = (c: number, label: string) => ({
  kind: 'line' as const,
  label,
  data: hops.map((h): [number, number] => [h, complete(c, h)]),
});

export default {
  x: { scale: 'linear', label: 'hand-overs on the path', domain: [1, 12], ticks: [1, 3, 6, 7, 10, 12] },
  y: { scale: 'linear', label: 'complete traces', format: 'percent', domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] },
  series: [line(0.99, '99%'), line(0.95, '95%'), line(0.9, '90%'), line(0.8, '80%')],
} satisfies PlotSpec;

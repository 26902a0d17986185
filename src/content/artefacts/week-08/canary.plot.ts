import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { aborts, smallestRule } from './canary.ts';

const ratios = Array.from({ length: 57 }, (_, index) => 0.002 + index * 0.0005);
const longer = smallestRule(0.005, 0.01, 0.05);

export default {
  x: { scale: 'linear', label: 'true error ratio of the release', format: 'percent', domain: [0, 0.03], ticks: [0, 0.005, 0.01, 0.02, 0.03] },
  y: { scale: 'linear', label: 'chance that the rule aborts', format: 'percent', domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] },
  series: [
    { kind: 'line', label: '1,200 requests', labelAt: 0.62, labelSide: 'below', data: ratios.map((ratio): PlotPoint => [ratio, aborts({ requests: 1_200, limit: 15 }, ratio)]) },
    { kind: 'line', label: longer.requests.toLocaleString('en'), data: ratios.map((ratio): PlotPoint => [ratio, aborts(longer, ratio)]) },
  ],
  thresholds: [{ axis: 'x', at: 0.005, label: 'good', tone: 'muted' }],
} satisfies PlotSpec;

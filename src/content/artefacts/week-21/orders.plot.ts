import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { leverage, register } from './register.ts';

export default {
  x: { scale: 'band', label: 'risk' },
  y: { scale: 'linear', label: 'risk removed for each euro', format: 'times', domain: [0, 5], ticks: [0, 1, 2, 3, 4, 5] },
  series: [{ kind: 'bars', label: 'leverage', data: register.map((risk) => [risk.id, leverage(risk)]) }],
  thresholds: [{ axis: 'y', at: 1, label: 'pays for itself', tone: 'warn' }],
} satisfies PlotSpec;

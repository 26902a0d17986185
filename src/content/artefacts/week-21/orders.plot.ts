import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { leverage, register } from './register.ts';

const byLeverage = [...register].sort((a, b) => leverage(b) - leverage(a));

export default {
  x: { scale: 'band', label: 'risk' },
  y: { scale: 'linear', label: 'risk removed for each euro', format: 'times', domain: [0, 5], ticks: [0, 1, 2, 3, 4, 5] },
  series: [{ kind: 'bars', label: 'leverage', data: byLeverage.map((risk) => [risk.id, Math.round(leverage(risk) * 10) / 10]) }],
  regions: [{ axis: 'y', from: 0, to: 1, tone: 'warn' }],
} satisfies PlotSpec;

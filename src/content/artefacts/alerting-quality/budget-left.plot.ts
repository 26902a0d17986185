import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { daysToExhaustion, slo } from './burn-rate.ts';

/** The share of the budget that is left, from the first day to the day on which it is gone. */
function budgetLeft(burn: number): [day: number, share: number][] {
  return [
    [0, 1],
    [daysToExhaustion(burn, slo), 0],
  ];
}

export default {
  x: { scale: 'linear', label: 'day of the period', domain: [0, slo.periodDays], ticks: [0, 3, 15, 30] },
  y: { scale: 'linear', label: 'error budget left', format: 'percent', domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] },
  series: [1, 2, 10].map((burn) => ({ kind: 'line' as const, label: `burn rate ${burn}`, data: budgetLeft(burn) })),
  height: 280,
} satisfies PlotSpec;

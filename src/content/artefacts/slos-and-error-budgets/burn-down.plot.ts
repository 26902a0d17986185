import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { background, brownout, budget, checkout, deploy, spent } from './budget.ts';

const perDay = (background * checkout.events) / budget(checkout) / checkout.days;
const deployDay = 6;
const brownoutDay = 17;

/** Share of the budget left at the end of a day. */
const left = (day: number): number =>
  1 - perDay * day - (day >= deployDay ? spent(deploy, checkout) : 0) - (day >= brownoutDay ? spent(brownout, checkout) : 0);

const days = Array.from({ length: 31 }, (_, day) => day);
const justBefore = (day: number): [number, number] => [day - 0.01, 100 * left(day - 0.01)];

export default {
  x: { scale: 'linear', label: 'day of the period', domain: [0, 30], ticks: [0, 6, 12, 17, 24, 30] },
  y: { scale: 'linear', label: 'error budget left, percent', domain: [0, 100], ticks: [0, 25, 50, 75, 100] },
  series: [
    { kind: 'line', label: 'even spending', data: [[0, 100], [30, 0]], muted: true, labelAt: 0.53, labelSide: 'below' },
    {
      kind: 'line',
      label: 'this month',
      data: [...days.map((day): [number, number] => [day, 100 * left(day)]), justBefore(deployDay), justBefore(brownoutDay)].sort(([a], [b]) => a - b),
      labelAt: 0.85,
    },
  ],
  thresholds: [
    { axis: 'x', at: deployDay, label: 'A', tone: 'warn' },
    { axis: 'x', at: brownoutDay, label: 'B', tone: 'warn' },
  ],
} satisfies PlotSpec;

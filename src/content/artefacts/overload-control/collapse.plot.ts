import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import run from './overload.json' with { type: 'json' };

const bySecond = (counts: readonly number[]) => counts.map((count, second): [number, number] => [second, count]);

export default {
  x: { scale: 'linear', label: 'time', unit: 's', domain: [0, 160], ticks: [0, 10, 22, 70, 122, 160] },
  y: { scale: 'linear', label: 'useful answers per second', domain: [0, 600], ticks: [0, 200, 400, 500, 600] },
  series: [
    { kind: 'line', label: 'no bound', data: bySecond(run.useful['unbounded, oldest first']), labelAt: 0.45, labelSide: 'above' },
    { kind: 'line', label: 'at most 100 waiting', data: bySecond(run.useful['cap 100']), labelAt: 0.3, labelSide: 'above' },
  ],
  regions: [{ axis: 'x', from: 10, to: 70, label: '600 offered', tone: 'warn' }],
} satisfies PlotSpec;

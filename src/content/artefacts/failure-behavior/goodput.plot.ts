import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import goodput from './goodput.json' with { type: 'json' };

const series = (name: keyof typeof goodput) => goodput[name].map((good, second): [number, number] => [second, good]).slice(40, 170);

export default {
  x: { scale: 'linear', label: 'time', unit: 's', domain: [40, 170], ticks: [40, 60, 90, 118, 134, 170] },
  y: { scale: 'linear', label: 'answers in time, per second', domain: [0, 1100], ticks: [0, 400, 700, 1000] },
  series: [
    { kind: 'line', label: '1 attempt', data: series('1 attempt'), labelAt: 0.605 },
    { kind: 'line', label: '3, budget', data: series('3 attempts, 10% budget'), labelAt: 0.7235 },
    { kind: 'line', label: '3, queue 390', data: series('3 attempts, queue of 390') },
    { kind: 'line', label: '3 attempts', data: series('3 attempts'), labelAt: 0.38, labelSide: 'above' },
  ],
  regions: [{ axis: 'x', from: 60, to: 90, label: 'capacity 400', tone: 'warn' }],
} satisfies PlotSpec;

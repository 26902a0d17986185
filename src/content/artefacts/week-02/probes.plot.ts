import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';

const loads = Array.from({ length: 91 }, (_, step) => step / 100);

/** Slots looked at on average when the key is missing, at a load factor from 0 to below 1. */
export const probing = (load: number): number => (1 + 1 / (1 - load) ** 2) / 2;
export const chaining = (load: number): number => 1 + load;

const along = (cost: (load: number) => number) => loads.map((load): PlotPoint => [load, cost(load)]);

export default {
  x: { scale: 'linear', label: 'load factor', domain: [0, 0.9], ticks: [0, 0.25, 0.5, 0.75, 0.9] },
  y: { scale: 'linear', label: 'slots looked at for a missing key', domain: [0, 55], ticks: [0, 10, 25, 50] },
  series: [
    { kind: 'line', label: 'linear probing', data: along(probing), labelAt: 0.8 },
    { kind: 'line', label: 'chaining', data: along(chaining), labelAt: 0.35 },
  ],
  thresholds: [{ axis: 'x', at: 0.75, label: 'resize here', tone: 'accent' }],
} satisfies PlotSpec;

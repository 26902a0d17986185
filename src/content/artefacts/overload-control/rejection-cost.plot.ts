import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { goodput } from './capacity.ts';

const capacity = 500;
const multiples = Array.from({ length: 61 }, (_, step) => step / 10);
const shedding = (share: number) => multiples.map((times): PlotPoint => [times, goodput(capacity, times * capacity, share)]);

export default {
  x: { scale: 'linear', label: 'offered load as a multiple of capacity', format: 'times', domain: [0, 6], ticks: [0, 1, 2, 3, 4, 5, 6] },
  y: { scale: 'linear', label: 'useful answers per second', domain: [0, 500], ticks: [0, 100, 200, 300, 400, 500] },
  series: [
    { kind: 'line', label: 'a rejection costs 1%', data: shedding(0.01), labelAt: 0.75, labelSide: 'above' },
    { kind: 'line', label: '5%', data: shedding(0.05), labelAt: 0.8 },
    { kind: 'line', label: '25%', data: shedding(0.25), labelAt: 0.45 },
    { kind: 'line', label: 'no control', data: [[0, 0], [1, capacity], [1.02, 0], [6, 0]], muted: true, labelAt: 1 },
  ],
} satisfies PlotSpec;

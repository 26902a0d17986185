import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { flip, queue, score, withWeight } from './matrix.ts';

const weights = Array.from({ length: 31 }, (_, step) => step / 50);
const along = (option: string) => weights.map((weight): PlotPoint => [weight, score(withWeight(queue, 'replay', weight), option)]);

export default {
  x: { scale: 'linear', label: 'weight of replay', domain: [0, 0.6], ticks: [0, 0.2, 0.4, 0.6] },
  y: { scale: 'linear', label: 'weighted score', domain: [1.5, 5], ticks: [2, 3, 4, 5] },
  series: [
    { kind: 'line', label: 'PostgreSQL', data: along('PostgreSQL queue'), labelAt: 0.02, labelSide: 'above' },
    { kind: 'line', label: 'Kafka', data: along('Kafka'), labelAt: 0.9, labelSide: 'above' },
    { kind: 'line', label: 'RabbitMQ', data: along('RabbitMQ'), labelAt: 0.98, labelSide: 'below' },
  ],
  thresholds: [
    { axis: 'x', at: 0.2, label: 'today', tone: 'accent' },
    { axis: 'x', at: flip(queue, 'replay') ?? 0, label: '0.385', tone: 'warn' },
  ],
} satisfies PlotSpec;

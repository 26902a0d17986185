import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { longestDelay, longestTotal } from './backoff.ts';

const retries = [1, 2, 3, 4, 5, 6, 7, 8];

export default {
  x: { scale: 'linear', label: 'retries', domain: [1, 8], ticks: retries },
  y: { scale: 'linear', label: 'longest wait', unit: 'ms' },
  series: [
    { kind: 'line', label: 'in all', data: retries.map((retry) => [retry, longestTotal(retry)]) },
    { kind: 'line', label: 'before this retry', data: retries.map((retry) => [retry, longestDelay(retry)]) },
  ],
  thresholds: [{ axis: 'y', at: 5000, label: 'the caller gives up', tone: 'warn' }],
} satisfies PlotSpec;

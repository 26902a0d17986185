import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { expectedDistinct, zipf } from './zipf.ts';

const popularity = zipf(100_000);
const minutes = [0.1, 0.2, 0.4, 0.7, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60];

/** Hit ratio of the very next request after some minutes at a rate: the slope of the misses. */
function ratioAfter(requestsPerSecond: number): PlotPoint[] {
  return minutes.map((m) => {
    const n = Math.round(m * 60 * requestsPerSecond);
    return [m, 1 - (expectedDistinct(popularity, n + 1) - expectedDistinct(popularity, n))];
  });
}

export default {
  x: { scale: 'log', label: 'minutes since the cache was empty', domain: [0.1, 60], ticks: [0.1, 1, 5, 10, 60] },
  y: { scale: 'linear', label: 'hit ratio', format: 'percent', domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 0.9, 1] },
  series: [
    { kind: 'line', label: '1,000 requests/s', data: ratioAfter(1000) },
    { kind: 'line', label: '116 requests/s', data: ratioAfter(116) },
  ],
  thresholds: [{ axis: 'y', at: 0.9, label: 'target', tone: 'good' }],
} satisfies PlotSpec;

import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';

/** Batches of the worked example: second, requests. */
export const batches: [number, number][] = [
  [0, 12],
  [1, 3],
  [3, 5],
  [10, 11],
];
const capacity = 10;
const rate = 2;

/** Tokens over time: they grow to the capacity, and a batch takes what is there. */
export function level(): PlotPoint[] {
  const points: PlotPoint[] = [];
  let tokens = capacity;
  let last = 0;
  for (const [now, count] of batches) {
    const full = last + (capacity - tokens) / rate;
    if (full > last && full < now) points.push([full, capacity]);
    tokens = Math.min(capacity, tokens + (now - last) * rate);
    points.push([now, tokens]);
    tokens -= Math.min(count, Math.floor(tokens));
    points.push([now, tokens]);
    last = now;
  }
  return [...points, [12, tokens + (12 - last) * rate]];
}

export default {
  x: { scale: 'linear', label: 'time', unit: 's', domain: [0, 12], ticks: [0, 1, 3, 5, 10] },
  y: { scale: 'linear', label: 'tokens', domain: [0, 11], ticks: [0, 2, 4, 10] },
  series: [{ kind: 'line', label: 'tokens in the bucket', data: level(), labelAt: 0.75, labelSide: 'above' }],
} satisfies PlotSpec;

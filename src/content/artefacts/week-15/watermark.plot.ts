import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';

/** [arrival, event time] of the seven events of the worked example, in seconds. */
export const events: PlotPoint[] = [
  [13, 12],
  [49, 48],
  [62, 61],
  [64, 55],
  [73, 72],
  [75, 58],
  [126, 125],
];

let latest = -Infinity;
export const watermark = events.map(([arrival, at]): PlotPoint => {
  latest = Math.max(latest, at);
  return [arrival, latest - 10];
});

export default {
  x: { scale: 'linear', label: 'arrival', unit: 's', domain: [0, 140], ticks: [0, 30, 60, 90, 120] },
  y: { scale: 'linear', label: 'event time', unit: 's', domain: [0, 140], ticks: [0, 60, 120] },
  series: [
    { kind: 'points', label: 'events', data: events, labelAt: 0 },
    { kind: 'steps', label: 'watermark', data: watermark },
  ],
  thresholds: [{ axis: 'y', at: 60, label: 'end of the first window', tone: 'muted' }],
  height: 380,
} satisfies PlotSpec;

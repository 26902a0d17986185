import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { branches, slo, threshold, timeToClear } from './burn-rate.ts';

/** 15% of requests fail for ten minutes, out of a clean hour; 0 is the first error. */
export const incident = { errorRatio: 0.15, minutes: 10 };

/** The error ratio averaged over the `window` minutes before `minute`. */
export function averageAt(minute: number, window: number): number {
  const from = Math.max(0, minute - window);
  const to = Math.min(incident.minutes, minute);
  return (incident.errorRatio * Math.max(0, to - from)) / window;
}

const limit = threshold(branches.fast, slo);
const fires = (limit / incident.errorRatio) * branches.fast.longMinutes;
const resets = incident.minutes + timeToClear(incident.errorRatio, branches.fast.shortMinutes, branches.fast, slo);
const minutes = Array.from({ length: 281 }, (_, step) => step / 4);

export default {
  x: { scale: 'linear', label: 'minutes since the first error', domain: [0, 70], ticks: [0, 10, 20, 30, 40, 50, 60, 70] },
  y: { scale: 'linear', label: 'error ratio', format: 'percent', domain: [0, 0.18], ticks: [0, 0.04, 0.08, 0.12, 0.16] },
  series: [
    { kind: 'line', label: '5 min average', data: minutes.map((m) => [m, averageAt(m, branches.fast.shortMinutes)]) },
    { kind: 'line', label: '1 h average', labelAt: 0.6, data: minutes.map((m) => [m, averageAt(m, branches.fast.longMinutes)]) },
  ],
  thresholds: [{ axis: 'y', at: limit, label: 'fires above 1.44%', tone: 'warn' }],
  regions: [{ axis: 'x', from: fires, to: resets, label: 'page fires', tone: 'accent' }],
  height: 300,
} satisfies PlotSpec;

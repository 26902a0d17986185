import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { type Branch, branches, slo, threshold, timeToFire } from './burn-rate.ts';

/** Detection times from just above the branch's threshold to a total outage, evenly spaced on a log axis. */
function points(branch: Branch): [errorRatio: number, minutes: number][] {
  const steps = 24;
  const from = threshold(branch, slo) * 1.0001;
  return Array.from({ length: steps + 1 }, (_, step) => from * (1 / from) ** (step / steps)).flatMap((ratio) => {
    const minutes = timeToFire(ratio, branch, slo);
    return minutes === undefined ? [] : [[ratio, minutes]];
  });
}

const { fast, slow, ticket } = branches;

export default {
  x: {
    scale: 'log',
    label: 'error ratio, constant from minute 0',
    format: 'percent',
    domain: [0.001, 1],
    ticks: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 1],
  },
  y: {
    scale: 'log',
    label: 'minutes until the branch fires',
    domain: [0.5, 5000],
    ticks: [1, 10, 60, 360, 4320],
  },
  series: [
    { kind: 'line', label: '1 h, 14.4×', data: points(fast) },
    { kind: 'line', label: '6 h, 6×', data: points(slow) },
    { kind: 'line', label: '3 d, 1× (ticket)', data: points(ticket) },
  ],
  thresholds: [
    { axis: 'x', at: threshold(fast, slo), label: '1.44%', tone: 'warn' },
    { axis: 'x', at: threshold(slow, slo), label: '0.6%', tone: 'muted' },
  ],
  height: 320,
} satisfies PlotSpec;

import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { flakyBuilds, paybackWeeks, quarantine } from './org-tax.ts';

const minutes = Array.from({ length: 25 }, (_, step) => 6 + step);

export default {
  x: { scale: 'linear', label: 'minutes lost to one flaky failure', domain: [6, 30], ticks: [6, 9, 12, 18, 24, 27, 30] },
  y: { scale: 'linear', label: 'payback', unit: 'weeks', domain: [0, 40], ticks: [0, 10, 20, 30, 40] },
  series: [
    {
      kind: 'line',
      label: '70% removed',
      data: minutes.map((minutesLost) => [minutesLost, paybackWeeks({ ...flakyBuilds, minutesLost }, quarantine)]),
      labelAt: 0.75,
    },
    {
      kind: 'line',
      label: '35% removed',
      data: minutes
        .map((minutesLost): [number, number] => [minutesLost, paybackWeeks({ ...flakyBuilds, minutesLost }, { ...quarantine, removes: 0.35 })])
        .filter(([, weeks]) => weeks <= 40),
      labelAt: 0.6,
    },
  ],
  thresholds: [{ axis: 'y', at: 26, label: 'half a year', tone: 'muted' }],
} satisfies PlotSpec;

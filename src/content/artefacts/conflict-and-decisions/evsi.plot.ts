import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { evsi, ledger } from './evsi.ts';

const accuracies = Array.from({ length: 51 }, (_, step) => 0.5 + step / 100);

export default {
  x: { scale: 'linear', label: 'accuracy of the test', format: 'percent', domain: [0.5, 1], ticks: [0.5, 0.6, 0.7, 0.8, 0.9, 1] },
  y: { scale: 'linear', label: 'worth of the test', unit: 'EUR k', domain: [0, 120], ticks: [0, 20, 40, 60, 80, 100, 120] },
  series: [{ kind: 'line', label: 'EVSI', data: accuracies.map((accuracy) => [accuracy, evsi(ledger, accuracy)]), labelAt: 0.85 }],
  thresholds: [
    { axis: 'y', at: 50, label: 'two weeks: 50', tone: 'warn' },
    { axis: 'y', at: 12, label: 'three days: 12', tone: 'good' },
  ],
} satisfies PlotSpec;

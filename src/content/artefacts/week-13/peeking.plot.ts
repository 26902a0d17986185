import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { falsePositives } from './peeking.ts';

export default {
  x: { scale: 'linear', label: 'looks, one a day', domain: [1, 28], ticks: [1, 7, 14, 21, 28] },
  y: { scale: 'linear', label: 'significant without any effect', format: 'percent', domain: [0, 0.3] },
  series: [{ kind: 'line', label: 'stop at p < 0.05', data: falsePositives(28).map((share, index) => [index + 1, share]) }],
  thresholds: [{ axis: 'y', at: 0.05, label: 'one look, as planned', tone: 'good' }],
} satisfies PlotSpec;

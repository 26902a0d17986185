import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { tally } from './pricing.ts';

const names = ['oppose', 'commit', 'unsure', 'accept', 'support'];
const bars = (when: 'before' | 'after') =>
  tally(when).map((people, index): [string, number] => [names[index] ?? '', people]);

export default {
  x: { scale: 'band', label: 'stance of the seven' },
  y: { scale: 'linear', label: 'people', domain: [0, 6], ticks: [0, 1, 2, 3, 4, 5, 6] },
  series: [
    { kind: 'bars', label: 'before', data: bars('before') },
    { kind: 'bars', label: 'in the forum', data: bars('after') },
  ],
  height: 200,
} satisfies PlotSpec;

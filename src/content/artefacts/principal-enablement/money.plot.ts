import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { avoided, four, six, steadyYear } from './adoption.ts';

const versions: [string, typeof six][] = [
  ['6 engineers', { ...six, incidentHours: avoided }],
  ['4 engineers', four],
];

export default {
  x: { scale: 'band', label: 'platform team' },
  y: { scale: 'linear', label: 'a steady year', unit: 'hours', format: 'si', domain: [0, 12_000], ticks: [0, 4000, 8000, 12_000] },
  series: [
    { kind: 'bars', label: 'cost', data: versions.map(([name, platform]) => [name, steadyYear(platform).cost]) },
    { kind: 'bars', label: 'benefit', data: versions.map(([name, platform]) => [name, steadyYear(platform).benefit]) },
  ],
  height: 220,
} satisfies PlotSpec;

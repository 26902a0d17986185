import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import herd from './herd.json' with { type: 'json' };

const binned = (counts: readonly number[]) => counts.map((count, bin): [number, number] => [bin * 10, count]);

export default {
  x: { scale: 'linear', label: 'time since the failure', unit: 'ms', domain: [0, 1600], ticks: [0, 100, 300, 700, 1500] },
  y: { scale: 'linear', label: 'retries arriving within 10 ms', domain: [0, 1000], ticks: [0, 155, 500, 1000] },
  series: [
    // Right of the spike at 700 ms: the widest gap between two spikes, 132 px on a phone.
    { kind: 'steps', label: 'no jitter', labelAt: 709 / 1590, labelSide: 'below', data: binned(herd.none) },
    { kind: 'area', label: 'full jitter', labelAt: 0.56, labelSide: 'above', data: binned(herd.full) },
  ],
} satisfies PlotSpec;

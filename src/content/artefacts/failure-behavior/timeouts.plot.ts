import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
import { demand, erlangB, example } from './pool.ts';

const timeouts = Array.from({ length: 61 }, (_, step) => 0.1 * 10 ** (step / 24)).filter((seconds) => seconds <= 30);

/** Share of requests that fail while X hangs: turned away for want of a thread, or timed out on X. */
export const failing = (timeout: number) => 1 - (1 - erlangB(example.threads, demand(example, timeout))) * (1 - example.share);

export default {
  x: { scale: 'log', label: 'timeout of the call to X', unit: 's', domain: [0.1, 30], ticks: [0.1, 0.25, 1, 3, 10, 30] },
  y: { scale: 'linear', label: 'requests that fail while X hangs', format: 'percent', domain: [0, 1], ticks: [0, 0.2, 0.5, 0.88, 1] },
  series: [
    { kind: 'line', label: 'one pool of 64', data: timeouts.map((t): [number, number] => [t, failing(t)]), labelAt: 0.85 },
    { kind: 'line', label: 'X limited to 8', data: [[0.1, 0.2], [30, 0.2]], labelAt: 0.25, labelSide: 'below' },
  ],
  thresholds: [{ axis: 'x', at: 1.33, label: 'break-even 1.33 s', tone: 'warn' }],
} satisfies PlotSpec;

import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';

const counts = [10, 100, 1_000, 10_000, 100_000, 1_000_000];
const along = (steps: (count: number) => number) => counts.map((count): PlotPoint => [count, steps(count)]);

export default {
  x: { scale: 'log', label: 'items', format: 'si', domain: [10, 1_000_000], ticks: [10, 1_000, 100_000] },
  y: { scale: 'log', label: 'steps', format: 'si', domain: [1, 1e12], ticks: [1, 1e3, 1e6, 1e9, 1e12] },
  series: [
    { kind: 'line', label: 'all pairs', data: along((count) => (count * (count - 1)) / 2) },
    { kind: 'line', label: 'merge sort', data: along((count) => count * Math.log2(count)) },
    { kind: 'line', label: 'one look-up each', data: along((count) => count) },
    { kind: 'line', label: 'binary search', data: along((count) => Math.floor(Math.log2(count)) + 1) },
  ],
} satisfies PlotSpec;

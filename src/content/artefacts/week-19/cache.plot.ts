import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';

/** Bytes of the key–value cache of one sequence: 32 layers, heads of 128, two bytes a number. */
export const cacheBytes = (tokens: number, heads: number): number => 2 * 32 * heads * 128 * 2 * tokens;

const lengths = [0, 8_192, 16_384, 24_576, 32_768];
const gib = 2 ** 30;
const along = (heads: number) => lengths.map((tokens): PlotPoint => [tokens, cacheBytes(tokens, heads) / gib]);

export default {
  x: { scale: 'linear', label: 'tokens of context', domain: [0, 32_768], ticks: [0, 8_192, 16_384, 32_768] },
  y: { scale: 'linear', label: 'cache of one sequence', unit: 'GiB', domain: [0, 16], ticks: [0, 4, 8, 12, 16] },
  series: [
    { kind: 'line', label: '32 key–value heads', data: along(32) },
    { kind: 'line', label: '8 key–value heads', data: along(8) },
  ],
} satisfies PlotSpec;

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import plot, { cacheBytes } from '../../src/content/artefacts/week-19/cache.plot.ts';
import { plotSpec } from '../../src/diagrams/plot-spec.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/week-19/', import.meta.url));
const page = readFileSync(new URL('../../src/content/docs/weeks/week-19.mdx', import.meta.url), 'utf8');
const run = (file: string) =>
  execFileSync('python3', ['-B', file], { cwd: folder, encoding: 'utf8' }).trim().split('\n');

describe('week 19', () => {
  it('sizes models, adapters and indexes as the page says', () => {
    expect(run('sizing.py')).toEqual(['14.0 3.5', '131072 1.0 4.0', '4194304 3407872', '4 720 1.1']);
    for (const figure of ['131,072', '4.19 million', '3.41 million', '1.1 MB']) expect(page).toContain(figure);
    expect((100 * 4_194_304) / 7e9).toBeCloseTo(0.06, 2);
    const free = 24e9 - 14e9;
    expect(Math.floor(free / cacheBytes(8_192, 32))).toBe(2);
    expect(Math.floor(free / cacheBytes(8_192, 8))).toBe(9);
  });

  it('plots the cache that the text computes', () => {
    expect(plotSpec.safeParse(plot).error).toBeUndefined();
    expect(plot.series.map(({ data }) => [data[1]?.[1], data.at(-1)?.[1]])).toEqual([
      [4, 16],
      [1, 4],
    ]);
  });

  it('ranks by rare words, filters before it ranks, and fuses by place', () => {
    const [scores = '', found, fused] = run('retrieval.py');
    const [first = 0, second, third = 0] = JSON.parse(scores) as number[];
    expect(second).toBe(0);
    expect(first).toBeGreaterThan(third);
    expect(found).toBe("['c1', 'c2'] ['c3']");
    expect(fused).toBe("['c1', 'c3', 'c2']");
  });

  it('measures the five questions of the worked example', () => {
    expect(run('evaluate.py')).toEqual(['0.4 0.8 0.567']);
    expect(page).toContain('= 0.567');
    expect(Math.round(40 * (1 - 0.7))).toBe(12);
  });

  it('lets no quote pass that is not in its chunk', () => {
    expect(run('citations.py')).toEqual(["[('c2', 'takes two minutes'), ('c9', 'all versions'), ('c2', '')]"]);
  });
});

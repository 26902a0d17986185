import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import amdahl from '../../src/content/artefacts/week-10/amdahl.plot.ts';
import {
  hitRatioFor,
  inside,
  meanWithCache,
  refreshChance,
  speedUp,
} from '../../src/content/artefacts/week-10/gains.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/week-10/', import.meta.url));
const page = readFileSync(new URL('../../src/content/docs/weeks/week-10.mdx', import.meta.url), 'utf8');
const run = (file: string) =>
  execFileSync('python3', ['-B', file], { cwd: folder, encoding: 'utf8' }).trim().split('\n');

describe('week 10, the sums', () => {
  it('carries the request of 42 ms through', () => {
    expect(35.7 / 42).toBeCloseTo(0.85, 2);
    expect(speedUp(0.85, 20)).toBeCloseTo(5.19, 2);
    expect(35.7 / 20 + 6.3).toBeCloseTo(8.1, 1);
    expect(speedUp(0.85, Infinity)).toBeCloseTo(6.67, 2);
    expect(meanWithCache(0.9, 2, 42)).toBeCloseTo(6);
    expect(hitRatioFor(4.2, 2, 42)).toBeCloseTo(0.945);
    for (const figure of ['**5.19 times**', '**6.67**', '**6 ms**', '94.5% hits', '8.1 ms'])
      expect(page).toContain(figure);
  });

  it('prints the chances of an early refresh', () => {
    expect([1, 0.4, 0.1].map((left) => Math.round(100 * refreshChance(left, 0.4)))).toEqual([8, 37, 78]);
    expect(refreshChance(5, 0.4)).toBeCloseTo(4e-6, 6);
    expect(page).toContain('| 4 · 10⁻⁶ | 8% | 37% | 78% |');
    expect(inside(500, 0.4)).toBe(200);
  });

  it('sizes the pool, the samples and the pages', () => {
    expect(inside(300, 0.015)).toBeCloseTo(4.5);
    expect(4 * 2 + 1).toBe(9);
    const spread = Math.sqrt(3_000 * 0.05 * 0.95);
    expect(Math.round(spread)).toBe(12);
    expect([150 - 2 * spread, 150 + 2 * spread].map((hits) => ((100 * hits) / 3_000).toFixed(1))).toEqual([
      '4.2',
      '5.8',
    ]);
    expect((5_000 - 1) * 20).toBe(99_980);
    expect([0.9 * 40, 0.002 * 90_000]).toEqual([36, 180]);
  });

  it('answers the five sums', () => {
    expect(20 / speedUp(0.3, 3)).toBeCloseTo(16);
    expect(1 / (0.2 + 0.5 / 4 + 0.3 / 2)).toBeCloseTo(2.11, 2);
    expect([speedUp(0.5, 4), speedUp(0.3, 2)].map((one) => one.toFixed(2))).toEqual(['1.60', '1.18']);
    expect(speedUp(0.5, 4) * speedUp(0.3, 2)).toBeCloseTo(1.88, 2);
    expect(10 / 0.025).toBe(400);
    expect(inside(120, 0.5)).toBe(60);
    expect(hitRatioFor(3, 1, 30)).toBeCloseTo(0.931, 3);
  });

  it('plots the ends that its description names', () => {
    expect(amdahl.series.map(({ data }) => Number(data.at(-1)?.[1]).toFixed(2))).toEqual(['16.81', '6.31', '1.98']);
  });
});

describe('week 10, the code', () => {
  it('reads a feed with 21 statements or with one', () => {
    expect(run('n_plus_one.py')).toEqual(['21 1 True']);
  });

  it('fills a key once for fifty readers, forgets it, and keeps its bound and no lock of a failed load', () => {
    expect(run('two_level.py')).toEqual(['1 version 1', 'version 2 2', '10', '0']);
  });
});

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import plot from '../../src/content/artefacts/week-13/peeking.plot.ts';
import { falsePositives } from '../../src/content/artefacts/week-13/peeking.ts';
import { plotSpec } from '../../src/diagrams/plot-spec.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/week-13/', import.meta.url));
const page = readFileSync(new URL('../../src/content/docs/weeks/week-13.mdx', import.meta.url), 'utf8');
const python = (...args: string[]) =>
  execFileSync('python3', ['-B', ...args], { cwd: folder, encoding: 'utf8' })
    .trim()
    .split('\n');

describe('week 13', () => {
  it('measures the list of the worked example as the page says', () => {
    expect(python('ranking.py')).toEqual(['precision 0.4', 'recall 0.6667', 'average_precision 0.2444', 'ndcg 0.4162']);
    const moved = python(
      '-c',
      `from ranking import *
a = (["m1", "m4", "m3", "m9", "m7"], {"m3", "m4", "m8"}, 5)
print(*(round(f(*a), 4) for f in (precision, recall, average_precision, ndcg)))`,
    );
    expect(moved).toEqual(['0.4 0.6667 0.3889 0.5307']);
    for (const figure of ['0.4162', '0.3889', '0.5307', '0.8869', '2.1309']) expect(page).toContain(figure);
    const discount = (place: number) => 1 / Math.log2(place + 1);
    const [three, five] = [3, 5].map((places) =>
      Array.from({ length: places }, (_, place) => discount(place + 1)).reduce((total, gain) => total + gain),
    );
    expect((three ?? 0) / (five ?? 1)).toBeCloseTo(0.72, 2);
    expect(discount(3) + discount(5)).toBeCloseTo(0.8869, 4);
  });

  it('splits by time, and shows what a random split would leak', () => {
    expect(python('split.py')).toEqual(['800 93 True', '798 998']);
    expect(page).toContain('798 in our run');
  });

  it('answers whatever the model does', () => {
    expect(python('serving.py')).toEqual([
      "42 ['i9', 'i7'] False",
      "99 ['i1', 'i2'] True",
      "7 ['i1', 'i2'] True",
      "42 ['i1', 'i2'] True",
    ]);
  });

  it('sizes, assigns and analyses experiments as the page says', () => {
    const [sizes, treated, agree, analysis, mismatch] = python('experiment.py');
    expect(sizes).toBe('39473 154302');
    for (const figure of ['39,473', '154,302']) expect(page).toContain(figure);
    expect(Math.abs(Number(treated) - 5_000)).toBeLessThan(150);
    expect(Math.abs(Number(agree) - 5_000)).toBeLessThan(150);
    expect(analysis).toMatch(/'p': 0\.005.*'interval': \(0\.0012.*, 0\.0068.*'decision': 'ship'/);
    expect(mismatch).toBe('invalid');
    expect((1.96 + 0.8416) ** 2).toBeCloseTo(7.849, 3);
    expect(Math.sqrt(0.0384 / 40_000)).toBeCloseTo(0.00098, 5);
  });

  it('computes the stability index of the page', () => {
    expect(python('drift.py')).toEqual(['0.228', '0.008', '0.228', '2.13']);
    expect(page).toContain('PSI is 2.13');
  });

  it('plots how often peeking is fooled', () => {
    expect(plotSpec.safeParse(plot).error).toBeUndefined();
    const shares = falsePositives(28);
    const percent = (looks: number) => Math.round(100 * (shares[looks - 1] ?? 0));
    expect([1, 8, 14, 28].map(percent)).toEqual([5, 17, 22, 27]);
    expect(page).toContain('22% when each of 14 days');
  });
});

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import probes, { chaining, probing } from '../../src/content/artefacts/week-02/probes.plot.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/week-02/', import.meta.url));
const page = readFileSync(new URL('../../src/content/docs/weeks/week-02.mdx', import.meta.url), 'utf8');
const run = (file: string) =>
  execFileSync('python3', ['-B', file], { cwd: folder, encoding: 'utf8' }).trim().split('\n');

describe('week 2', () => {
  it('counts the copies of two policies of growth as the page says', () => {
    const [line = ''] = run('growth.py');
    const [doubled, added, factor] = line.split(' ').map(Number);
    expect([doubled, added, factor]).toEqual([2 ** 20 - 1, 1_000 * ((999 * 1_000) / 2), 476]);
    for (const figure of [doubled, added]) expect(page).toContain(Number(figure).toLocaleString('en'));
    expect(page).toContain(`${String(factor)} times as much`);
  });

  it('finds a key past a tombstone and loses it past an emptied slot', () => {
    expect(run('probing.py').slice(0, 2)).toEqual(['(4, 3)', '(None, 2)']);
  });

  it('measures what a missing key costs as the table of the page says', () => {
    const rows = run('probing.py')
      .slice(2)
      .map((line) => line.split(' ').map(Number));
    expect(rows).toHaveLength(3);
    for (const [load = 0, formula = 0, measured = 0] of rows) {
      expect(formula).toBeCloseTo(probing(load));
      const chained = Number(chaining(load).toFixed(2));
      expect(page).toContain(
        `| ${load.toFixed(2)} | ${String(chained)} | ${formula.toFixed(1)} | ${measured.toFixed(1)} |`,
      );
    }
    expect(Number(probes.series[0]?.data.at(-1)?.[1])).toBeCloseTo(50.5);
  });

  it('traces eviction and the stale heap entry as the page does', () => {
    const rows = run('store.py');
    expect(rows.pop()).toBe('2');
    expect(rows).toHaveLength(8);
    for (const row of rows) expect(page).toContain(row);
  });

  it('deletes from a search tree in all three cases and measures heights', () => {
    const [heights, ...steps] = run('bst.py');
    expect(heights).toBe('1000 20');
    expect(steps).toEqual(['20 50 30 40 50 60 70 80', '30 50 40 50 60 70 80', '50 60 40 60 70 80']);
    expect(page).toContain('1,000 of them made a tree of height 20');
  });

  it('finds fewest hops, an order and a cycle', () => {
    const [paths, order, cycle] = run('graphs.py');
    expect(paths).toBe("['a', 'b', 'd', 'f'] None");
    expect(order).toBe("['g', 'a', 'c', 'b', 'd', 'e', 'f']");
    expect(cycle).toBe('cycle through a');
  });

  it('counts the comparisons of quicksort as the page says', () => {
    const [counts, sorted] = run('sorts.py');
    const [first, random, expected] = (counts ?? '').split(' ').map(Number);
    expect(first).toBe((1_000 * 999) / 2);
    for (const figure of [first, random, expected]) expect(page).toContain(Number(figure).toLocaleString('en'));
    expect(sorted).toBe('True True');
    // 1.39 n log2 n is the leading term: 2 n ln n.
    expect(2 * Math.LN2).toBeCloseTo(1.39, 2);
  });

  it('loses an increment without the lock, every time, and none with it', () => {
    for (let attempt = 0; attempt < 3; attempt += 1) expect(run('race.py')).toEqual(['1', '2']);
  });
});

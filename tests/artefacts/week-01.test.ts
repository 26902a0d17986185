import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import growth from '../../src/content/artefacts/week-01/growth.plot.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/week-01/', import.meta.url));
const page = readFileSync(new URL('../../src/content/docs/weeks/week-01.mdx', import.meta.url), 'utf8');
const run = (file: string) =>
  execFileSync('python3', ['-B', file], { cwd: folder, encoding: 'utf8' }).trim().split('\n');

describe('week 1', () => {
  it('shows what a default argument keeps, and the repair', () => {
    expect(run('names.py')).toEqual(['[1]', '[1, 2]', '[1]', '[2]']);
  });

  it('counts pairs and probes as the page says', () => {
    const [pairs, worst, ends] = run('search.py');
    expect(pairs).toBe(`${(1000 * 999) / 2} (0, 1)`);
    expect(worst).toBe(String(Math.floor(Math.log2(1_000_000)) + 1));
    expect(ends).toBe('19 20');
    expect(page).toContain(((10_000 * 9_999) / 2).toLocaleString('en'));
  });

  it('measures merge sort as the page says', () => {
    expect(run('merge_sort.py').slice(0, 2)).toEqual(['1000 8715', '2000 19412']);
    for (const figure of ['8,715', '19,412']) expect(page).toContain(figure);
    expect((2 * Math.log2(2000)) / Math.log2(1000)).toBeCloseTo(2.2, 1);
  });

  it('nests as deep as the page says', () => {
    const script = `
import merge_sort, sys
depth = deepest = 0
def watch(frame, event, _):
    global depth, deepest
    if frame.f_code.co_name == "merge_sort":
        depth += (event == "call") - (event == "return")
        deepest = max(deepest, depth)
sys.setprofile(watch)
merge_sort.merge_sort(range(1_000))
sys.setprofile(None)
print(deepest)
factorial = lambda n: 1 if n == 0 else n * factorial(n - 1)
try:
    factorial(2_000)
except RecursionError:
    print("RecursionError")
`;
    expect(execFileSync('python3', ['-B', '-c', script], { cwd: folder, encoding: 'utf8' }).split('\n')).toEqual([
      String(Math.ceil(Math.log2(1_000)) + 1),
      'RecursionError',
      '',
    ]);
    expect(page).toContain(`a million items is only ${Math.ceil(Math.log2(1_000_000)) + 1} calls deep`);
    expect(20 * 2 ** 20).toBe(2 ** 20 * Math.log2(2 ** 20));
  });

  it('saves in a way that leaves one whole file', () => {
    const [error, times, saved] = run('atomic_save.py');
    expect(error).toBe('Object of type datetime is not JSON serializable');
    expect(times).toBe('2026-03-01T17:00:00+00:00 True');
    expect(saved).toMatch(/^\{"due": ".*"\} 1$/);
  });

  it('plots the ends that its caption names', () => {
    const starts = growth.series.map(({ data }) => Math.round(Number(data[0]?.[1])));
    expect(starts).toEqual([45, 33, 10, 4]);
    const ends = growth.series.map(({ data }) => Math.round(Number(data.at(-1)?.[1])));
    expect(ends).toEqual([499_999_500_000, 19_931_569, 1_000_000, 20]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { halfEven, halfUp, toCents } from '../../src/content/artefacts/week-22/cents.ts';
import plot from '../../src/content/artefacts/week-22/clean-run.plot.ts';
import { deviation, estimate, mean, options, packages } from '../../src/content/artefacts/week-22/estimate.ts';
import { lacking, ruleOfThree } from '../../src/content/artefacts/week-22/gate.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/weeks/week-22.mdx');
const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

describe('week 22', () => {
  it('estimates the work packages as the page says', () => {
    expect(packages.map((each) => mean(each).toFixed(2))).toEqual(['3.33', '5.67', '4.33', '2.33']);
    const all = estimate(packages);
    expect([all.mean, all.deviation, all.at85].map((weeks) => weeks.toFixed(1))).toEqual(['15.7', '1.9', '17.7']);
    expect(packages.reduce((sum, { likely }) => sum + likely, 0)).toBe(14);
    const together = packages.reduce((sum, each) => sum + deviation(each), 0);
    expect((all.mean + 1.036 * together).toFixed(1)).toBe('19.5');
    expect((0.5 * (1 + erf((14 - all.mean) / all.deviation / Math.SQRT2))).toFixed(2)).toBe('0.19');
    for (const figure of ['15.7', '17.7', '19.5', '19%']) expect(page).toContain(figure);
  });

  it('adds up the options', () => {
    const totals = options.map(({ build, run, incidents }) => (build + run + incidents).toFixed(1));
    expect(totals).toEqual(['18.2', '18.1', '23.6', '28.2']);
    for (const total of totals) expect(page).toContain(total);
    expect(40 * 2.6).toBe(104);
    expect(page).toContain('104 days');
    expect((options[2] && options[1] ? 23.6 - 18.1 : 0).toFixed(1)).toBe('5.5');
  });

  it('does the arithmetic of the gate', () => {
    expect(lacking({ compared: 1_200_000, mismatches: 240, unexplained: 0 })).toEqual([
      '0.020% mismatches, the limit is 0.01%',
    ]);
    expect(lacking({ compared: 1_200_000, mismatches: 119, unexplained: 0 })).toEqual([]);
    expect(lacking({ compared: 100_000, mismatches: 0, unexplained: 1 })).toHaveLength(2);
    expect([30_000, 12_000].map((count) => (100 * ruleOfThree(count)).toFixed(3))).toEqual(['0.010', '0.025']);
    expect((1 - 0.0001) ** 30_000).toBeCloseTo(0.05, 3);
    expect((1_200_000 / 86_400).toFixed(1)).toBe('13.9');
    expect(1_200_000 * 30 * 0.0005 * 0.1).toBeCloseTo(1_800, 6);
    expect(30_000 / 12_000).toBe(2.5);
    expect(plot.series[0]?.data[1]).toEqual([12_000, 100 * (3 / 12_000)]);
  });

  it('counts money in whole cents', () => {
    expect(19.99 * 100).toBe(1998.9999999999998);
    expect(10 - 9.99 <= 0.01).toBe(true);
    expect(20 - 19.99 <= 0.01).toBe(false);
    expect(toCents('19.99')).toBe(1999);
    expect(() => toCents('19.9')).toThrow(RangeError);
    expect([halfUp(4_999, 1_250), halfEven(4_999, 1_250)]).toEqual([625, 625]);
    expect([halfUp(5_004, 1_250), halfEven(5_004, 1_250)]).toEqual([626, 626]);
    expect([halfUp(4_996, 1_250), halfEven(4_996, 1_250)]).toEqual([625, 624]);
    expect([4_999 - halfUp(4_999, 1_250), 4_999 - halfEven(4_999, 1_250)]).toEqual([4_374, 4_374]);
    expect((4_996 * 0.125).toString()).toBe('624.5');
    expect([4_996 - 625, 4_996 - 624]).toEqual([4_371, 4_372]);
  });

  it('cuts the paragraph as the page says', () => {
    const before = words(read('artefacts/week-22/before.md'));
    const after = words(read('artefacts/week-22/after.md'));
    expect([before, after]).toEqual([116, 71]);
    expect(((100 * (before - after)) / before).toFixed(0)).toBe('39');
    expect(page).toContain('from 116 words to 71');
  });
});

/** Error function, by the series 7.1.5 of Abramowitz and Stegun; exact enough for |x| < 3. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 60; n += 1) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import plot from '../../src/content/artefacts/golden-signals/buckets.plot.ts';
import { closedLoop, fromIntendedTime, minuteWithFreeze } from '../../src/content/artefacts/golden-signals/omission.ts';
import {
  type Bucket,
  exactQuantile,
  fanOut,
  fiveMinutes,
  histogramQuantile,
  instanceA,
  instanceB,
  otelBounds,
  sumBuckets,
  toBuckets,
} from '../../src/content/artefacts/golden-signals/quantile.ts';
import { promtool } from './promtool.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/modules/golden-signals.mdx');

describe('quantiles of the bucket table', () => {
  it.each([
    [0.5, '61 ms'],
    [0.9, '209 ms'],
    [0.95, '369 ms'],
    [0.99, '1,286 ms'],
    [0.999, '2,500 ms'],
  ])('prints p%d as %s', (q, printed) => {
    expect(`${Math.round(histogramQuantile(q, fiveMinutes) * 1000).toLocaleString('en-US')} ms`).toBe(printed);
    expect(page).toContain(printed);
  });
  it('knows the share below a bound exactly', () => {
    expect((fiveMinutes.find(({ le }) => le === 0.5)?.count ?? 0) / 10_000).toBe(0.972);
    expect(page).toContain('97.2%');
  });
  it('draws the printed line as far as the text alternative says', () => {
    const [at, seconds] = plot.series[0]?.data.at(-1) ?? [];
    expect(at).toBeCloseTo(99.8);
    expect(seconds?.toFixed(1)).toBe('2.4');
    expect(page).toContain('from 70 to 99.8 per cent');
  });
  it('gives NaN for an empty histogram, as Prometheus does', () => {
    expect(histogramQuantile(0.99, [])).toBeNaN();
  });
});

describe('averaging quantiles', () => {
  const all = [...instanceA, ...instanceB];
  const [a, b] = [toBuckets(instanceA, otelBounds), toBuckets(instanceB, otelBounds)];
  it('finds 1,060 and 214 where the truth is 120 ms', () => {
    const [p99a, p99b] = [exactQuantile(0.99, instanceA), exactQuantile(0.99, instanceB)];
    expect([p99a, p99b]).toEqual([0.12, 2]);
    expect((p99a + p99b) / 2).toBeCloseTo(1.06);
    expect((9500 * p99a + 500 * p99b) / 10_000).toBeCloseTo(0.214);
    expect(exactQuantile(0.99, all)).toBe(0.12);
    expect(exactQuantile(0.996, all)).toBe(2);
    for (const figure of ['1,060 ms', '214 ms', '120 ms', '2,000 ms']) expect(page).toContain(figure);
  });
  it('prints 0.175 s from summed buckets and 1.229 s from the mean of two quantiles', () => {
    expect(histogramQuantile(0.99, sumBuckets(a, b))).toBeCloseTo(0.175, 3);
    expect((histogramQuantile(0.99, a) + histogramQuantile(0.99, b)) / 2).toBeCloseTo(1.229, 3);
    for (const figure of ['0.175 s', '1.229 s', '0.1075', '2.35']) expect(page).toContain(figure);
    expect(histogramQuantile(0.99, a)).toBeCloseTo(0.1075, 4);
    expect(histogramQuantile(0.99, b)).toBeCloseTo(2.35, 2);
  });
});

describe('other figures', () => {
  it('fans out', () => {
    for (const [n, printed] of [
      [5, '4.9%'],
      [20, '18.2%'],
      [100, '63.4%'],
    ] as const) {
      expect(`${(fanOut(0.99, n) * 100).toFixed(1)}%`).toBe(printed);
      expect(page).toContain(printed);
    }
    expect(1 - fanOut(0.9999, 100)).toBeGreaterThan(0.99);
    expect(`p${(0.5 ** (1 / 100) * 100).toFixed(1)}`).toBe('p99.3');
    expect(page).toContain("the leaves' p99.3");
  });
  it('omits what a frozen service does to a waiting client', () => {
    const [closed, open] = [closedLoop(minuteWithFreeze), fromIntendedTime(minuteWithFreeze)];
    expect(closed).toHaveLength(5701);
    expect(closed.filter((ms) => ms > 5)).toHaveLength(1);
    expect(exactQuantile(0.999, closed)).toBe(5);
    expect(open.filter((ms) => ms > 5)).toHaveLength(300);
    expect([exactQuantile(0.99, open), exactQuantile(0.999, open)]).toEqual([2405, 2945]);
    for (const figure of ['5,701', '2.405 s', '2.945 s', '300 of 6,000']) expect(page).toContain(figure);
  });
  it('fills the pool', () => {
    expect(1200 * 0.035).toBeCloseTo(42);
    expect(((50 / 1200) * 1000).toFixed(1)).toBe('41.7');
    for (const figure of ['84%', '41.7 ms']) expect(page).toContain(figure);
  });
  it('computes the exercise', () => {
    const table: Bucket[] = [
      { le: 0.05, count: 3100 },
      { le: 0.1, count: 4200 },
      { le: 0.4, count: 4700 },
      { le: 1.6, count: 4990 },
      { le: Infinity, count: 5000 },
    ];
    expect(`${Math.round(histogramQuantile(0.95, table) * 1000)} ms`).toBe('607 ms');
    expect(page).toContain('607 ms');
    expect([4200 / 5000, 4700 / 5000]).toEqual([0.84, 0.94]);
    expect(page).toContain('from 84.0% to 94.0%');
  });
});

describe('the rule file', () => {
  it('is accepted by Prometheus', (context) => {
    const folder = fileURLToPath(new URL('../../src/content/artefacts/golden-signals', import.meta.url));
    promtool(['check', 'rules', 'four-signals.rules.yaml'], folder, context);
  });
  const groups: { rules: { record: string; expr: string }[] }[] = parse(
    read('artefacts/golden-signals/four-signals.rules.yaml'),
  ).groups;
  const rules = groups.flatMap(({ rules: list }) => list);
  it.each(rules.map(({ record, expr }) => [record, expr]))('%s is PromQL', (_, expr) => {
    let errors = 0;
    parser.parse(expr).iterate({ enter: ({ type }) => void (type.isError && errors++) });
    expect(errors).toBe(0);
  });
  it('never takes a quantile before it sums by le', () => {
    for (const { expr } of rules)
      if (expr.includes('histogram_quantile')) expect(expr).toMatch(/histogram_quantile\([\d.]+, sum by \([^)]*\ble\b/);
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { decided } from '../../src/content/artefacts/observability-at-scale/tail-buffer.ts';
import * as volumes from '../../src/content/artefacts/observability-at-scale/volumes.ts';
import { promtool } from './promtool.ts';

const { assumed, flow, kept, points, price, relativeDeviation, seenAtLeastOnce, traceBytes, variants } = volumes;
const folder = fileURLToPath(new URL('../../src/content/artefacts/observability-at-scale/', import.meta.url));
const page = readFileSync(
  new URL('../../src/content/docs/modules/observability-at-scale.mdx', import.meta.url),
  'utf8',
);
const read = (file: string) => readFileSync(folder + file, 'utf8');
const number = (n: number) => Math.round(n).toLocaleString('en-US');
const prints = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};

describe('series and their price', () => {
  it('prints each variant of the table', () => {
    const row = (series: number, shown = number(series)) => {
      const { samples, month } = price(series, assumed);
      const rate = samples > 1e6 ? `${samples / 1e6} million` : number(samples);
      return { start: `| ${shown} | ${rate} |`, end: `| ${number(month)} |` };
    };
    const { aggregated, native, shipped, tier, customer } = variants;
    expect([aggregated, native, shipped, tier, customer]).toEqual([2040, 7200, 122_400, 489_600, 20_400_000]);
    for (const { start, end } of [
      row(aggregated),
      row(native),
      row(shipped),
      row(tier),
      row(customer, '20.4 million'),
    ]) {
      const line = page.split('\n').find((text) => text.includes(start));
      expect(line, start).toBeDefined();
      expect(line?.endsWith(end), `${line} ends with ${end}`).toBe(true);
    }
    const costs = (series: number) => price(series, assumed);
    prints(`${(costs(aggregated).disk / 1e6).toFixed(0)} MB | ${(costs(aggregated).memory / 1e6).toFixed(0)} MB`);
    prints(`${(costs(shipped).disk / 1e9).toFixed(2)} GB | ${(costs(shipped).memory / 1e6).toFixed(0)} MB`);
    prints(`${(costs(tier).disk / 1e9).toFixed(2)} GB | ${(costs(tier).memory / 1e9).toFixed(1)} GB`);
    prints(`${(costs(customer).disk / 1e9).toFixed(0)} GB | ${(costs(customer).memory / 1e9).toFixed(0)} GB`);
    prints(`${((costs(shipped).disk * 30) / 1e9).toFixed(1)} GB in 30 days`);
  });
  it('prints the bound, the factor, the churn and what a limit leaves', () => {
    prints(
      `${(variants.customerBound / 1e9).toFixed(2)} billion`,
      `${(variants.customer / variants.shipped).toFixed(0)} times`,
    );
    const daily = volumes.churnPerDay(variants.shipped, 4);
    prints(`${number(daily)} new series`, `${((daily * 15) / 1e6).toFixed(1)} million`);
    expect(volumes.setsPerPod).toBe(20_000);
    prints(`2,000 × 17 × 60 = ${(2000 * volumes.classicHistogram * 60) / 1e6} million`);
  });
  it('prints the budget, with the 450 other series of each pod', () => {
    const [budget, others] = [180_000, 60 * 450];
    const used = variants.shipped + others;
    prints(`${number(used)} of ${number(budget)} are ${((used / budget) * 100).toFixed(0)}%`);
    const added = variants.tier - variants.shipped;
    prints(`${number(variants.tier)} − ${number(variants.shipped)} = ${number(added)} series`);
    prints(`${(added / 180_000).toFixed(2)} such budgets, and takes the service to ${number(variants.tier + others)}`);
    expect((variants.tier + others) / budget).toBeCloseTo(2.87, 2);
    expect(read('series-budget.rules.yaml')).toContain(`vector(${budget})`);
    expect(read('prometheus.yaml')).toContain('2,040 for the histogram and about 450 besides');
    expect(5000 / (2040 + 450)).toBeCloseTo(2, 1);
  });
});

describe('sampling', () => {
  it('keeps what the page says', () => {
    const { total, share, whole, sampled } = kept(flow);
    prints(
      `${total.toFixed(1)} a second, ${(share * 100).toFixed(2)}%`,
      `${whole} + ${sampled.toFixed(1)} × 100 = 20,000`,
    );
    expect(whole + sampled * 100).toBeCloseTo(20_000, 6);
    prints(`40 ÷ 338.6 = ${((40 / total) * 100).toFixed(1)}%`, `${(100 - share * 100).toFixed(1)}% of them`);
    const tb = (bytes: number) => `${(bytes / 1e12).toFixed(1)} TB`;
    prints(
      tb(traceBytes(20_000, 8, 450)),
      tb(traceBytes(20_000, 8, 360)),
      `${(traceBytes(total, 8, 360) / 1e9).toFixed(0)} GB`,
    );
    expect(read('pipeline.dot')).toContain(`${(share * 100).toFixed(2)}%`);
    for (const figure of ['6.2 TB/day', '5.0 TB/day', '84 GB/day']) expect(read('pipeline.dot')).toContain(figure);
  });
  it('sizes the buffer', () => {
    prints(number(20_000 * 30), '4.8 GB', '2.5 s', '0.8 GB', number(20_000 / 6));
    expect([50_000 / 20_000, (600_000 * 8) / 1e6, (100_000 * 8) / 1e6, 50_000 / (20_000 / 6)]).toEqual([
      2.5, 4.8, 0.8, 15,
    ]);
    expect(Math.round(50_000 / 30)).toBe(1667);
  });
  it('falls off a cliff at twice the planned rate', () => {
    // One gateway at a hundredth of its size: 33.33 traces a second, a ring of 2,000.
    const at = (load: number) => decided(33.33 * load, 2000, 30, 300);
    expect([1, 1.5, 2, 2.1, 3].map(at)).toEqual([1, 1, 1, 0, 0]);
    expect(decided(33.33, 500, 30, 300)).toBe(0);
    prints('100% up to twice the planned rate, and 0% at 2.1 times');
  });
  it('prints deviations and probabilities', () => {
    const percent = (n: number) => `${(n * 100).toFixed(0)}%`;
    for (const [seen, shown] of [
      [10, '32%'],
      [100, '10%'],
      [400, '5%'],
    ] as const) {
      expect(percent(1 / Math.sqrt(seen))).toBe(shown);
      prints(`${shown} for ${seen}`);
    }
    expect(percent(relativeDeviation(24, 0.01))).toBe('20%');
    expect(400 / (20_000 * 0.002 * 0.01)).toBeCloseTo(1000);
    expect(percent(seenAtLeastOnce(20, 0.01))).toBe('18%');
    expect(seenAtLeastOnce(69, 0.01)).toBeGreaterThan(0.5);
    expect(seenAtLeastOnce(68, 0.01)).toBeLessThan(0.5);
    expect(seenAtLeastOnce(300, 0.01)).toBeGreaterThan(0.95);
  });
  it('prints the volume of sampled logs', () => {
    const rate = 140 + (20_000 - 140) / 20;
    prints(
      number(rate),
      `${((20_000 * 1200 * 86_400) / 1e12).toFixed(2)} TB`,
      `${((rate * 1200 * 86_400) / 1e9).toFixed(0)} GB`,
    );
  });
});

describe('retention', () => {
  it('counts points', () => {
    const tiers = [points(15, 15), points(90, 300), points(395, 3600)] as const;
    const raw = points(395, 15);
    const aggregates = [tiers[0], tiers[1] * 5, tiers[2] * 5];
    const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
    prints(...tiers.map(number), ...aggregates.map(number), number(sum(tiers)), number(sum(aggregates)), number(raw));
    prints(
      `${((sum(tiers) / raw) * 100).toFixed(1)}% of the points`,
      `${((sum(aggregates) / raw) * 100).toFixed(1)}% when`,
    );
    expect(((5 * (points(395, 300) + points(395, 3600))) / raw) * 100).toBeCloseTo(27, 0);
  });
});

describe('the collector configuration', () => {
  type Config = Record<'receivers' | 'processors' | 'connectors' | 'exporters', Record<string, unknown>> & {
    service: { pipelines: Record<string, { receivers: string[]; processors?: string[]; exporters: string[] }> };
  };
  const gateway = parse(read('gateway.yaml')) as Config;

  it.each(['agent.yaml', 'gateway.yaml'])('%s defines what its pipelines use, and uses what it defines', (file) => {
    const { connectors = {}, exporters, processors, receivers, service } = parse(read(file)) as Config;
    const pipelines = Object.values(service.pipelines);
    const used = pipelines.flatMap((p) => [...p.receivers, ...(p.processors ?? []), ...p.exporters]);
    const defined = [connectors, exporters, processors, receivers].flatMap((kind) => Object.keys(kind));
    expect(new Set(used)).toEqual(new Set(defined));
    for (const name of Object.keys(connectors)) {
      expect(
        pipelines.some((p) => p.exporters.includes(name)),
        `something sends to ${name}`,
      ).toBe(true);
      expect(
        pipelines.some((p) => p.receivers.includes(name)),
        `something reads ${name}`,
      ).toBe(true);
    }
    for (const p of pipelines) if (p.receivers.includes('otlp')) expect(p.processors?.[0]).toBe('memory_limiter');
  });
  it('computes rates before it samples', () => {
    const { 'traces/all': all, 'traces/sampled': sampled } = gateway.service.pipelines;
    expect(all?.processors).not.toContain('tail_sampling');
    expect(all?.exporters).toEqual(['span_metrics', 'forward']);
    expect(sampled?.processors).toEqual(['tail_sampling']);
  });
  it('has the numbers that its comments derive', () => {
    const tail = gateway.processors.tail_sampling as Record<string, unknown> & {
      decision_cache: Record<string, number>;
    };
    const rate = Math.ceil(flow.rate / 6);
    expect(tail).toMatchObject({ decision_wait: '30s', expected_new_traces_per_sec: rate, num_traces: 200_000 });
    expect(rate * 30 * 2).toBeGreaterThanOrEqual(200_000);
    const { total } = kept(flow);
    expect(tail.decision_cache.sampled_cache_size).toBeGreaterThan((total / 6) * 3600);
    expect(tail.decision_cache.non_sampled_cache_size).toBeGreaterThan(((flow.rate - total) / 6) * 300);
    const limiter = gateway.processors.memory_limiter as { limit_mib: number; spike_limit_mib: number };
    expect((limiter.limit_mib - limiter.spike_limit_mib) * 2 ** 20).toBeGreaterThan(200_000 * 8 * 1000);
    const spans = gateway.connectors.span_metrics as { histogram: { explicit: { buckets: string[] } } };
    expect(spans.histogram.explicit.buckets).toHaveLength(14);
    expect(spans.histogram.explicit.buckets).toContain('1s');
  });
});

describe('rules and queries', () => {
  it('parses every expression', () => {
    const groups = parse(read('series-budget.rules.yaml')) as { groups: { rules: { expr: string }[] }[] };
    const query = /`(topk\(.*?\))`/.exec(page)?.[1] ?? '';
    for (const expr of [query, ...groups.groups.flatMap((group) => group.rules.map((rule) => rule.expr))]) {
      expect(expr).not.toBe('');
      parser.parse(expr).iterate({ enter: (node) => expect(node.type.isError, expr).toBe(false) });
    }
  });
  it('passes promtool', (context) => {
    expect(promtool(['check', 'config', 'prometheus.yaml'], folder, context)).toContain('is valid');
    expect(promtool(['test', 'rules', 'series-budget.test.yaml'], folder, context)).toContain('SUCCESS');
  });
});

describe('cardinality.py', () => {
  /** An exposition of one pod: 40 routes, 3 classes, 17 series each, and a counter with the label `prefix`. */
  const exposition = [
    '# TYPE http_server_request_duration_seconds histogram',
    ...Array.from({ length: 120 }, (_, n) => {
      const set = `http_route="/r${n % 40}/{id}",class="${(n % 3) + 2}xx"`;
      const buckets = Array.from(
        { length: 15 },
        (__, le) => `http_server_request_duration_seconds_bucket{${set},le="${le}"} ${le}`,
      );
      return [
        ...buckets,
        `http_server_request_duration_seconds_sum{${set}} 1.5`,
        `http_server_request_duration_seconds_count{${set}} 14`,
      ].join('\n');
    }),
    ...Array.from({ length: 3000 }, (_, n) => `cache_requests_total{cache="c${n % 3}",prefix="p${n}"} 1 1700000000000`),
    'up 1',
  ].join('\n');
  const run = (limit: number, input: string) =>
    spawnSync('python3', [`${folder}cardinality.py`, String(limit)], { encoding: 'utf8', input });

  it('counts series and names the label to blame', () => {
    const { status, stdout } = run(2500, exposition);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      '3000 cache_requests_total, without prefix: 3',
      '2040 http_server_request_duration_seconds, without http_route: 51',
      '1 up, without -: 1',
    ]);
    expect(status).toBe(1);
  });
  it('passes what is within the limit', () => {
    expect(run(3000, exposition).status).toBe(0);
    expect(execFileSync('python3', [`${folder}cardinality.py`], { encoding: 'utf8', input: '' })).toBe('');
  });
});

describe('exercises', () => {
  it('veto', () => {
    expect([12 * 3 * 3500 * 60, 3 * 3500 * 60, 3 * 3500 * 60 * 4, 12 * 3 * 60]).toEqual([
      7_560_000, 630_000, 2_520_000, 2160,
    ]);
    prints('7.56 million', '630,000', '2.52 million', '2,160');
  });
  it('fifty requests a second', () => {
    const bytes = traceBytes(50, 8, 360);
    prints(
      '4.32 million traces',
      `${(bytes / 1e9).toFixed(1)} GB`,
      `${((bytes * 7) / 1e9).toFixed(0)} GB`,
      '43 of 4,320',
    );
    expect((50 * 3600 * 0.001 * 0.01).toFixed(1)).toBe('1.8');
  });
  it('fleet', () => {
    const { whole, sampled, total, share } = kept({ rate: 60_000, errors: 0.001, slow: 0.01, rest: 0.005 });
    expect([whole, sampled.toFixed(1)]).toEqual([660, '296.7']);
    prints(`${total.toFixed(1)} a second, ${(share * 100).toFixed(2)}%`, number((60_000 / 11) * 20), '5,455');
    expect((400_000 * 6000) / 1e9).toBe(2.4);
    expect(50_000 / 5000).toBe(10);
  });
  it('nine', () => {
    const poisson = (mean: number, upTo: number) => {
      let term = Math.exp(-mean);
      let sum = term;
      for (let k = 1; k <= upTo; k++) sum += term *= mean / k;
      return sum;
    };
    // The exact interval: at its ends, a count as far out as 9 has probability 2.5%.
    expect(1 - poisson(4.115, 8)).toBeCloseTo(0.025, 3);
    expect(poisson(17.085, 9)).toBeCloseTo(0.025, 3);
    const tail = 1 - poisson(5, 8);
    prints(`${(tail * 100).toFixed(1)}% of windows`, 'between 412 and 1,708');
    expect(Math.round(tail * 144)).toBe(10);
    expect((54 - 30) / Math.sqrt(30)).toBeGreaterThan(4);
  });
  it('thirteen months', () => {
    const rate = 10e6 / 15;
    const daily = rate * 1.5 * 86_400;
    prints(number(rate), `${(daily / 1e9).toFixed(1)} GB a day`, `${((daily * 395) / 1e12).toFixed(1)} TB in 395 days`);
    expect((daily * 395 * 0.116) / 1e12).toBeCloseTo(4, 0);
  });
});

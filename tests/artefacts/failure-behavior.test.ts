import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import goodputPlot from '../../src/content/artefacts/failure-behavior/goodput.plot.ts';
import {
  afterLoss,
  breakEvenTimeout,
  choose,
  demand,
  erlangB,
  example,
  type Instance,
  outcome,
  secondsToExhaustion,
} from '../../src/content/artefacts/failure-behavior/pool.ts';
import timeoutsPlot, { failing } from '../../src/content/artefacts/failure-behavior/timeouts.plot.ts';
import { plotSpec } from '../../src/diagrams/plot-spec.ts';

const path = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const artefact = (name: string) => readFileSync(path(`artefacts/failure-behavior/${name}`), 'utf8');
const folder = fileURLToPath(path('artefacts/failure-behavior/'));
const page = readFileSync(path('docs/modules/failure-behavior.mdx'), 'utf8').replace(/\s+/g, ' ');
const printed = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};
/** Runs Python with the simulator imported; `body` prints JSON. */
const simulator = (body: string): unknown => {
  const script = `import sys, json\nsys.dont_write_bytecode = True\nsys.path.insert(0, ${JSON.stringify(folder)})\nfrom metastable import *\n${body}`;
  return JSON.parse(execFileSync('python3', ['-c', script], { encoding: 'utf8' }));
};

describe('the pool', () => {
  it('is exhausted as the example says', () => {
    expect(example.rate * example.healthy).toBeCloseTo(12);
    expect(secondsToExhaustion(example)).toBeCloseTo(1.3);
    expect(demand(example, 10)).toBeCloseTo(410.8);
    const hang = outcome(example, 10);
    expect(hang.rejected).toBeCloseTo(0.844, 3);
    expect(hang.timedOut).toBeCloseTo(0.031, 3);
    expect(hang.good).toBeCloseTo(0.125, 3);
    expect(0.8 * 0.06 + 0.2 * 10.03).toBeCloseTo(2.054);
    expect(64 / 2.054).toBeCloseTo(31.2, 1);
    printed(
      'L = 200 × 0.06 = 12',
      '52 ÷ 40 = 1.3 s',
      '160 × 0.06 + 40 × 10.03 = 411',
      '= 2.054 s',
      '64 ÷ 2.054 = 31.2',
      '15.6%',
      '84.4%',
      '3.1%',
      '12.5%',
      '87.5%',
    );
  });

  it('has its break-even at 1.33 s on averages, and random arrivals suffer before', () => {
    expect(breakEvenTimeout(example)).toBeCloseTo(1.33);
    expect([0.25, 1, 1.5].map((timeout) => demand(example, timeout).toFixed(1))).toEqual(['20.8', '50.8', '70.8']);
    const turnedAway = (timeout: number) => Math.round(erlangB(64, demand(example, timeout)) * 100);
    expect([turnedAway(1), turnedAway(1.3)]).toEqual([1, 8]);
    // Erlang's formula and the averages agree where the pool is far too small.
    expect(erlangB(64, demand(example, 10))).toBeCloseTo(outcome(example, 10).rejected, 2);
    printed(
      'L = 9.6 + 40 × 0.28 = 20.8',
      '50.8',
      '70.8',
      '(64 − 9.6) ÷ 40 − 0.03 = 1.33 s',
      '1% at a timeout of 1 s, already 8% at 1.3 s',
    );
  });

  it('keeps the others alive behind a bulkhead', () => {
    expect(8 / 10).toBe(0.8);
    expect(erlangB(56, 9.6 + 1.2)).toBeLessThan(1e-9);
    expect(erlangB(8, 40 * 0.03)).toBeLessThan(0.001);
    printed('8 ÷ 10 = 0.8', '40 × 0.03 = 1.2 threads');
  });

  it('is drawn as the alternative text says', () => {
    expect(plotSpec.parse(timeoutsPlot).series).toHaveLength(2);
    expect(failing(0.5)).toBeCloseTo(0.2, 3);
    expect([1.7, 2, 10, 30].map((timeout) => Math.round(failing(timeout) * 100))).toEqual([38, 45, 88, 96]);
    expect(plotSpec.parse(goodputPlot).series).toHaveLength(4);
  });

  it('gives the numbers of the exercise', () => {
    const other: Instance = { threads: 32, rate: 150, share: 0.1, healthy: 0.08, before: 0.02 };
    expect(other.rate * other.healthy).toBeCloseTo(12);
    expect(secondsToExhaustion(other)).toBeCloseTo(1.33, 2);
    expect(breakEvenTimeout(other)).toBeCloseTo(1.39, 2);
    expect(demand(other, 5)).toBeCloseTo(86.1);
    expect(demand(other, 0.5)).toBeCloseTo(18.6);
    expect(Math.round((demand(other, 0.5) / 32) * 100)).toBe(58);
    expect(erlangB(32, demand(other, 0.5))).toBeLessThan(1 / 500);
    printed(
      '(32 − 12) ÷ 15 = 1.33 s',
      '− 0.02 = 1.39 s',
      '= 86 threads',
      '= 18.6, 58% of the pool',
      '1 in 500',
      '15 × 0.06 = 0.9',
      '15 × 0.3 = 4.5',
    );
  });
});

describe('replicas and shards', () => {
  it('take over load', () => {
    expect([1, 2, 3].map((lost) => Number((afterLoss(0.8, 10, lost) * 100).toFixed(1)))).toEqual([88.9, 100, 114.3]);
    expect(afterLoss(0.6, 10, 3) * 100).toBeCloseTo(85.7, 1);
    expect(afterLoss(0.8 * (2 / 3), 3, 1)).toBeCloseTo(0.8);
    expect(Math.round(80 * (2 / 3))).toBe(53);
    printed('88.9%', '114%', '85.7%', 'without passing 80% may run at 53%');
  });

  it('are shared by few', () => {
    const pairs = choose(8, 2);
    expect([pairs, 2 * 6, choose(6, 2)]).toEqual([28, 12, 15]);
    expect((100 / pairs).toFixed(1)).toBe('3.6');
    printed('28 pairs', '1 ÷ 28 = 3.6%', '12 of 28');
  });
});

describe('the simulator', () => {
  let policies: Record<string, [number, number, number, number | null]>;
  beforeAll(() => {
    policies = simulator(
      'rows = {n: simulate(p) for n, p in (POLICIES | CUTS).items()}\nprint(json.dumps({n: (r[85][2], r[399][1], r[399][2], recovered(r)) for n, r in rows.items()}))',
    ) as typeof policies;
  }, 60_000);
  const when = (second: number | null | undefined) => (second == null ? 'never' : `${second} s`);

  it.each([
    '1 attempt',
    '3 attempts',
    '3 attempts, 10% budget',
    '3 attempts, queue of 500',
    '3 attempts, queue of 390',
    '3 attempts, expired work dropped',
  ])('prints the row of %s', (name) => {
    const [dip, arrivals, good, at] = policies[name] ?? [];
    printed(`| ${name} | ${dip} | ${arrivals?.toLocaleString('en-US')} | ${good} | ${when(at)} |`);
  });

  it('prints what the levers do', () => {
    const at = (name: string) => when(policies[name]?.[3]);
    printed(`Empty the queue (a restart) | ${at('empty the queue')} |`, `Let in 50% | ${at('let in 50%')} |`);
    printed(
      `Let in 10% | ${at('let in 10%')} |`,
      `Empty the queue and let in 50% for 10 s | ${at('let in 50%, empty the queue')} |`,
    );
    expect([350 * 3, 1000 - 70 * 3]).toEqual([1050, 790]);
  });

  it('agrees with the hand calculation', () => {
    expect(60 + 30 + ((700 - 400) * 30 - 1000) / 300 + 1).toBeCloseTo(117.7, 1);
    expect(60 + 30 + ((770 - 400) * 30 - 1000) / 230 + 1).toBeCloseTo(134.9, 1);
    printed('(700 − 400) × 30 = 9,000', '26.7 s', '11,100', '43.9 s', '1.25 s', '0.975 s');
    expect([500 / 400, 390 / 400]).toEqual([1.25, 0.975]);
  });

  it('tips over after 3 s and not after 2, and holds the queue that the page prints', () => {
    const [two, three, queue, stable, vulnerable] = simulator(
      `at = lambda p, s=200: recovered(simulate(p, s))
rows = simulate(Policy(attempts=3), 150)
served = 60 * 700 + 30 * 400 + 60 * 1000
print(json.dumps([at(Policy(dip=(60, 62, 400))), at(Policy(dip=(60, 63, 400))), sum(r[1] for r in rows) - served,
                  at(Policy(offered=300, dip=(60, 90, 0)), 400), at(Policy(offered=350, dip=(60, 90, 0)), 400)]))`,
    ) as (number | null)[];
    expect([two, three]).toEqual([62, null]);
    expect(stable).toBeTypeOf('number');
    expect(vulnerable).toBeNull();
    expect(Math.floor(1000 / 3)).toBe(333);
    printed(`${queue?.toLocaleString('en-US')} requests`, 'for 2 s', 'For 3 s', 'up to 333 a second');
  });

  it('is what the plot shows', () => {
    const stored: unknown = JSON.parse(artefact('goodput.json'));
    expect(
      JSON.parse(execFileSync('python3', ['-B', `${folder}metastable.py`, '--json'], { encoding: 'utf8' })),
    ).toEqual(stored);
  });
});

describe('files and figures', () => {
  it('keep liveness apart from dependencies', () => {
    const good = parse(artefact('probes.yaml')) as Record<
      string,
      { httpGet: { path: string }; failureThreshold: number; periodSeconds: number }
    >;
    const broken = parse(artefact('probes.broken.yaml')) as typeof good;
    expect(good['livenessProbe']?.httpGet.path).not.toBe(good['readinessProbe']?.httpGet.path);
    expect((good['livenessProbe']?.failureThreshold ?? 0) * (good['livenessProbe']?.periodSeconds ?? 0)).toBe(60);
    expect((good['startupProbe']?.failureThreshold ?? 0) * (good['startupProbe']?.periodSeconds ?? 0)).toBe(120);
    expect(broken['livenessProbe']?.httpGet.path).toBe(broken['readinessProbe']?.httpGet.path);
    expect(broken['readinessProbe']?.failureThreshold).toBe(1);
  });

  it('describe the edge of the example', () => {
    const { pool, edges } = parse(artefact('edges.yaml')) as {
      pool: Record<string, number>;
      edges: Record<string, number>[];
    };
    expect(pool).toEqual({ threads: example.threads, rate_per_second: example.rate, mean_ms: example.healthy * 1000 });
    const [edge] = edges;
    expect(edge).toMatchObject({
      share_of_requests: example.share,
      before_call_ms: example.before * 1000,
      timeout_ms: 250,
      max_in_flight: 8,
    });
    expect(artefact('edges.yaml')).toContain(
      `longest that keeps the pool: ${Math.round(breakEvenTimeout(example) * 1000)}`,
    );
    expect(edge?.['timeout_ms']).toBeGreaterThan(edge?.['p999_ms'] ?? Infinity);
  });

  it('carry the arithmetic of the exercises', () => {
    expect([1200 / 4, 1200 / 2, Math.round(1200 / 1.1), 4 * 500]).toEqual([300, 600, 1091, 2000]);
    expect(Math.round((500 / 1200) * 100)).toBe(42);
    printed('1,200 ÷ 4 = 300', 'up to 600', '1,200 ÷ 1.1 = 1,091', '4 × 500 = 2,000', '42%');
    const minutes = (Date.parse('2025-10-20T14:20-07:00') - Date.parse('2025-10-19T23:48-07:00')) / 60_000;
    expect([Math.floor(minutes / 60), minutes % 60]).toEqual([14, 32]);
    printed('14 h 32 min');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  example,
  hotKeyReads,
  localHitRatio,
  misses,
  scatterCost,
  topShare,
  warmUp,
  zipf,
} from '../../src/content/artefacts/data-architecture/cache-math.ts';
import { refreshEarly, refreshes } from '../../src/content/artefacts/data-architecture/early-refresh.ts';
import { LeaseCache } from '../../src/content/artefacts/data-architecture/lease-cache.ts';
import { busiest, moved, position, ring } from '../../src/content/artefacts/data-architecture/ring.ts';
import { pieceOf, pieces, total } from '../../src/content/artefacts/data-architecture/split-counter.ts';
import { TopKeys } from '../../src/content/artefacts/data-architecture/top-keys.ts';
import { randomNumbers, sampler } from '../../src/content/artefacts/week-09/zipf.ts';

const path = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(path('docs/modules/data-architecture.mdx'), 'utf8');
const prints = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};
const percent = (share: number, digits = 1) => `${(share * 100).toFixed(digits)}%`;
const whole = (n: number) => Math.round(n).toLocaleString('en-US');

const million = zipf(example.keys);
const perProcess = example.readsPerSecond / example.processes;
const top = million[0] ?? 0;

describe('misses', () => {
  it('loads the database as printed', () => {
    expect([0.98, 0.95, 0.9, 0].map((h) => Math.round(misses(example.readsPerSecond, h)))).toEqual([
      800, 2000, 4000, 40_000,
    ]);
    expect(misses(example.readsPerSecond, 0.925)).toBeCloseTo(example.databaseLimit);
    prints(
      '| 98% | 800 | 1× |',
      '| 95% | 2,000 | 2.5× |',
      '| 92.5% | 3,000, its limit | 3.75× |',
      '| 90% | 4,000 | 5× |',
      '| 0%, an empty cache | 40,000 | 50× |',
      'crossed at 92.5%',
    );
  });

  it('hides a bad keyspace in a good ratio', () => {
    const [old, pricing] = [misses(38_000, 0.999), misses(2000, 0.62)];
    expect(old + pricing).toBeCloseTo(798);
    expect(pricing).toBeCloseTo(760);
    expect(percent(1 - (old + pricing) / 40_000)).toBe('98.0%');
    expect(percent(pricing / (old + pricing), 0)).toBe('95%');
    prints('Of the 798 misses 760', '98.0%', '95% of the load');
  });

  it('gives the shares of the hottest keys', () => {
    prints(`draws ${percent(top, 2)} of all reads, ${whole(top * 40_000)} a second`, `| 1 | ${percent(top, 2)} |`);
    prints(...[100, 1000, 10_000].map((k) => `| ${whole(k)} | ${percent(topShare(million, k))} |`));
    const steep = zipf(example.keys, 1.2)[0] ?? 0;
    prints(`| Exponent 1.2, ${percent(steep)} | ${whole(steep * 40_000)} | ${whole(steep * 40_000)}, over it | 3,790,`);
    expect(Math.round((steep * 40_000) / 20) * 10).toBe(3790);
    expect(1 / (perProcess * (million[9999] ?? 0))).toBeCloseTo(144, 0);
  });

  it('finds what a local cache hits', () => {
    const hits = (entries: number) =>
      [1, 5, 60].map((life) => percent(localHitRatio(million, perProcess, life, entries), 0));
    expect(hits(1000)).toEqual(['33%', '43%', '51%']);
    expect(hits(10_000)).toEqual(['33%', '44%', '60%']);
    prints(
      `| 1,000 | ${hits(1000).join(' | ')} |`,
      `| 10,000 | ${hits(10_000).join(' | ')} |`,
      `shrink to ${whole(hotKeyReads(perProcess * top, 1, 40))},`,
    );
    expect(Math.round((example.readsPerSecond * (1 - localHitRatio(million, perProcess, 1, 1000))) / 100) * 100).toBe(
      26_800,
    );
    prints('26,800');
  });

  it('warms up as the example says', () => {
    const { seconds, filled, refused, curve } = warmUp(million, example.readsPerSecond, example.databaseLimit);
    const at = (s: number) => percent(curve.find(([t]) => t >= s)?.[1] ?? 0, 0);
    expect([percent(curve[0]?.[1] ?? 0), at(5.1), at(47), at(30), at(84)]).toEqual([
      '92.5%',
      '30%',
      '11%',
      '15%',
      '6%',
    ]);
    expect(warmUp(million, 2000, 3000).refused).toBe(0); // nothing to refuse below the limit
    expect(Math.round(refused / 1000)).toBe(585);
    expect(Math.round(filled / 100)).toBe(4706);
    prints(`**${whole(seconds)} s**`, '470,600', '585,000', percent(refused / seconds / example.readsPerSecond));
  });

  it('agrees with a simulation of the warm-up, request by request', () => {
    const [keys, rate, limit] = [20_000, 8000, 1000];
    const expected = warmUp(zipf(keys), rate, limit);
    const random = randomNumbers(5);
    const draw = sampler(zipf(keys), random);
    const filled = new Set<number>();
    let refused = 0;
    // Slices of 10 ms: of the requests for missing keys, as many as the limit allows are admitted, chosen at random.
    for (let slice = 0; slice < expected.seconds * 100; slice++) {
      const missing = Array.from({ length: rate / 100 }, draw).filter((key) => !filled.has(key));
      for (let admitted = 0; admitted < limit / 100 && missing.length > 0; admitted++) {
        const [key = 0] = missing.splice(Math.floor(random() * missing.length), 1);
        filled.add(key);
      }
      refused += missing.length;
    }
    expect(Math.abs(filled.size / expected.filled - 1)).toBeLessThan(0.05);
    expect(Math.abs(refused / expected.refused - 1)).toBeLessThan(0.15);
  });
});

describe('filling', () => {
  it('lets one reader fill, and none with an old value', () => {
    const cache = new LeaseCache<string>();
    const first = cache.get('k', 0);
    if (first.kind !== 'lease') throw new Error('the first reader gets the lease');
    expect(cache.get('k', 1)).toEqual({ kind: 'wait' });
    cache.invalidate('k');
    expect(cache.fill('k', first.token, 'old')).toBe(false);
    const second = cache.get('k', 2);
    if (second.kind !== 'lease') throw new Error('the next reader gets a new lease');
    expect(cache.fill('k', second.token, 'new')).toBe(true);
    expect(cache.get('k', 3)).toEqual({ kind: 'hit', value: 'new' });
  });

  it('passes the lease on when its holder has died', () => {
    const cache = new LeaseCache<string>(10_000);
    const dead = cache.get('k', 0);
    const next = cache.get('k', 10_000);
    expect(next.kind).toBe('lease');
    expect(dead.kind === 'lease' && cache.fill('k', dead.token, 'late')).toBe(false);
  });

  it('refreshes early about three times', () => {
    expect(refreshEarly(59, 60, 2.5, 1, 1)).toBe(false);
    expect(refreshEarly(60, 60, 2.5, 1, 1)).toBe(true);
    const random = randomNumbers(1);
    const runs = Array.from({ length: 300 }, () => refreshes(900, 2.5, 60, random));
    const mean = (pick: (run: { count: number; early: number }) => number) =>
      runs.reduce((sum, run) => sum + pick(run), 0) / runs.length;
    expect(900 * 2.5).toBe(2250);
    prints(
      '2,250',
      `${mean((r) => r.count).toFixed(1)} recomputations`,
      `(${Math.max(...runs.map((r) => r.count))} in the worst)`,
      `${mean((r) => r.early).toFixed(1)} s before expiry`,
    );
    const expected = 2.5 * (Math.log(2250) + 0.5772); // Euler's constant: the mean of the largest of n exponential waits
    expect(Math.abs(mean((r) => r.early) - expected)).toBeLessThan(0.3);
    prints('δ × (ln(rate × δ) + 0.58)', `${expected.toFixed(1)} s`);
  });
});

describe('placing', () => {
  const keys = Array.from({ length: 100_000 }, (_, i) => position(`user:${i}`));

  it('moves and loads as the table says', () => {
    expect(
      percent(
        moved(
          keys,
          (at) => Number(at % 10n),
          (at) => Number(at % 11n),
        ),
      ),
    ).toBe('90.7%');
    for (const points of [1, 10, 100, 200, 1000]) {
      const ten = ring(10, points);
      const share = percent(moved(keys, ten, ring(11, points)));
      prints(`| ${points.toLocaleString('en-US')} | ${share} | ${busiest(keys, 10, ten, () => 1).toFixed(2)}× |`);
    }
    prints('90.7%', 'an eleventh, 9.1%');
  }, 60_000);

  it('stays uneven in load', () => {
    expect(busiest(keys, 10, ring(10, 1000), (i) => 1 / (i + 1)).toFixed(2)).toBe('1.58');
    expect(percent(zipf(100_000)[0] ?? 0)).toBe('8.3%');
    prints('1.58 times the mean', '8.3% of the traffic', 'from 1.05 to 1.58');
  });

  it('prices queries without the key', () => {
    expect([scatterCost(20, 0.05), scatterCost(100, 0.05), scatterCost(100, 0.01)].map((c) => c.toFixed(2))).toEqual([
      '1.95',
      '5.95',
      '1.99',
    ]);
    prints(
      'n = 20      1.95',
      'n = 100     5.95',
      `${percent(1 - 0.99 ** 20)} of queries`,
      `${percent(1 - 0.99 ** 40)}.`,
      `1 ÷ 39 = ${percent(1 / 39)}`,
    );
    expect([20, 100].map((n) => (n / scatterCost(n, 0.05)).toFixed(1))).toEqual(['10.3', '16.8']);
    prints('what 10.3 would carry', 'A hundred carry 16.8', '1 ÷ f = 20');
    expect(40 * 3 + 30).toBe(150);
    expect(3 + 2 * 30).toBe(63);
    expect(3 * 39).toBe(117);
    expect(scatterCost(40, 0.02)).toBeCloseTo(1.78);
  });
});

describe('hot keys', () => {
  it('names the ten hottest in order', () => {
    const draw = sampler(million, randomNumbers(1));
    const sketch = new TopKeys(200);
    for (let i = 0; i < 200_000; i++) sketch.add(String(draw() + 1));
    expect(sketch.top(10).map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    for (const { key, count, over } of sketch.top(200)) {
      expect(over).toBeLessThanOrEqual(1000);
      expect(count - over, key).toBeGreaterThan(0);
    }
  });

  it('keeps every key above 1/size, in the worst order', () => {
    const sketch = new TopKeys(4);
    for (let i = 0; i < 300; i++) sketch.add(i % 3 === 0 ? 'hot' : `once${i}`);
    expect(sketch.top(4).map(({ key }) => key)).toContain('hot');
  });

  it('reads the limits of a partition', () => {
    prints(
      `| ${whole(top * 40_000)}, ${percent((top * 40_000) / 3000, 0)} of the limit | ${whole((top * 40_000) / 2)} |`,
    );
  });

  it('splits a counter', () => {
    expect(pieces(1500, 1000)).toBe(2);
    expect(pieces(1500, 1000, 0.4)).toBe(4);
    const store = new Map<string, number>();
    for (let request = 0; request < 1500; request++) {
      const key = pieceOf('likes', `request-${request}`, 4);
      store.set(key, (store.get(key) ?? 0) + 1);
    }
    expect(store.size).toBe(4);
    for (const piece of store.values()) expect(Math.abs(piece - 375)).toBeLessThan(60);
    expect(pieceOf('likes', 'request-7', 4)).toBe(pieceOf('likes', 'request-7', 4));
    expect(total((key) => store.get(key) ?? 0, 'likes', 4)).toBe(1500);
  });
});

describe('exercises and files', () => {
  it('fits the exponent', () => {
    const flat = zipf(200_000, 0.8);
    expect((Math.log10(60_000 / 38) / 4).toFixed(2)).toBe('0.80');
    expect((Math.log10(9500 / 239) / 2).toFixed(2)).toBe('0.80');
    for (const [rank, count] of [
      [1, 60_000],
      [10, 9500],
      [100, 1510],
      [1000, 239],
      [10_000, 38],
    ] as const) {
      expect(Math.abs(60_000 / rank ** 0.8 / count - 1)).toBeLessThan(0.01);
    }
    prints(
      percent(flat[0] ?? 0, 2),
      `${whole((flat[0] ?? 0) * 8000)} reads/s`,
      percent(topShare(flat, 1000)),
      percent(topShare(flat, 10_000)),
    );
    prints(
      ...[
        [1000, 5],
        [10_000, 5],
        [1000, 60],
        [10_000, 60],
      ].map(([entries = 0, life = 0]) => percent(localHitRatio(flat, 400, life, entries))),
    );
    prints(`become ${hotKeyReads(400 * (flat[0] ?? 0), 5, 20).toFixed(1)}`);
  });

  it('plans the small cold start', () => {
    const { seconds, filled, refused } = warmUp(zipf(100_000), 12_000, 2000);
    prints(
      `${seconds.toFixed(1)} s, fills ${whole(filled)} keys`,
      `refuses ${whole(refused)} requests, ${percent(refused / seconds / 12_000)}`,
      percent(1 / 6),
      percent(5 / 6),
    );
  });

  it('counts what failover loses', () => {
    prints(whole(1200 * 0.8), whole(1200 * 60), whole(900 * 10), whole(900 * 0.4), whole(900 * 6));
    expect(6000 / (40 - 30)).toBe(600);
    expect(12_000 / (50 - 35)).toBe(800);
    prints('600 s', '800 s');
  });

  it('keeps the placement file in step', () => {
    const file = parse(readFileSync(path('artefacts/data-architecture/placement.yaml'), 'utf8'));
    expect(file.load).toMatchObject({
      reads_per_second: example.readsPerSecond,
      database_limit: example.databaseLimit,
      at_full_cache: 800,
      at_empty_cache: 40_000,
    });
    expect(file.largest_key_share_of_reads).toBe(Number(top.toFixed(4)));
    const text = readFileSync(path('artefacts/data-architecture/placement.yaml'), 'utf8');
    expect(text).toContain(`${whole(top * 40_000)} a second, ${whole(hotKeyReads(perProcess * top, 1, 40))} behind`);
    const without = file.queries_without_key.reduce((sum: number, query: { share: number }) => sum + query.share, 0);
    expect(file.queries_with_key + without).toBeCloseTo(1);
  });
});

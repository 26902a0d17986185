import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Escrow } from '../../src/content/artefacts/consistency-models/escrow.ts';
import {
  atLeast,
  commit,
  dependentUpdates,
  prices,
  regions,
  stale,
  type Region,
} from '../../src/content/artefacts/consistency-models/price.ts';
import { compare, merge, Quorum } from '../../src/content/artefacts/consistency-models/quorum.ts';
import {
  meanLagMs,
  Session,
  simulate,
  thinkTimes,
  type Follower,
} from '../../src/content/artefacts/consistency-models/session.ts';

const path = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(path('docs/modules/consistency-models.mdx'), 'utf8');
const prints = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};
const percent = (share: number, digits: number) => `${(share * 100).toFixed(digits)}%`;
const eu = prices('eu', 'us-east');

describe('price list', () => {
  it('prices the EU user', () => {
    expect(eu).toEqual({ write: 140, lease: 75, readIndex: 140, local: 2 });
    const mean = (read: number) => 0.92 * read + 0.08 * eu.write;
    expect(mean(eu.lease)).toBeCloseTo(80.2);
    expect(mean(eu.local)).toBeCloseTo(13.04);
    prints('75 + 65 = **140 ms**', '80.2 ms', '13.04 ms', `${(0.92 * eu.local).toFixed(2)} ms`);
  });

  it('finds the ceiling of one row', () => {
    expect(dependentUpdates(commit('us-east'))).toBeCloseTo(15.4, 1);
    expect(dependentUpdates(eu.lease + eu.write)).toBeCloseTo(4.65, 2);
    expect(900 / dependentUpdates(65)).toBeCloseTo(58.5);
    expect(dependentUpdates(180)).toBeCloseTo(5.6, 1);
    prints('**15.4 updates a second**', '215 ms', '4.7 a second', '58.5 s', '15.4 and 5.6 a second');
  });

  it('counts availability of a majority and of all', () => {
    prints(percent(atLeast(2, 3, 0.999), 4), percent(atLeast(3, 3, 0.999), 1));
  });

  it('places the leader', () => {
    const share: Record<Region, number> = { eu: 0.7, 'us-east': 0.2, 'us-west': 0.1 };
    const mean = (leader: Region) => regions.reduce((sum, r) => sum + share[r] * prices(r, leader).write, 0);
    expect(regions.map((r) => mean(r).toFixed(1))).toEqual(['124.4', '172.7', '104.9']);
    expect(regions.map((r) => prices(r, 'eu').write)).toEqual([150, 210, 77]);
    expect(regions.map((r) => prices(r, 'us-west').write)).toEqual([130, 67, 200]);
    expect(regions.map((r) => prices(r, 'us-east').write)).toEqual([67, 130, 140]);
    prints(
      '124.4 ms',
      '104.9 ms',
      '172.7 ms',
      `${(mean('us-east') - mean('eu')).toFixed(1)} ms`,
      `to ${dependentUpdates(commit('eu')).toFixed(1)} updates`,
    );
  });
});

describe('session token', () => {
  const shares = thinkTimes.map((t) => stale(t, meanLagMs));
  const mean = shares.reduce((sum, p) => sum + p, 0) / shares.length;

  it('finds the shares of stale reads', () => {
    expect([50, 300, 500, 1000].map((t, i) => percent(stale(t, meanLagMs), [1, 1, 2, 2][i] ?? 0))).toEqual([
      '65.9%',
      '8.2%',
      '1.55%',
      '0.02%',
    ]);
    prints('65.9% of cases', 'after 300 ms in 8.2%', '1.55%', '0.02%', `${percent(mean, 1)} of these reads`);
    expect(shares.map((p) => percent(p, 0)).slice(0, 3)).toEqual(['85%', '66%', '19%']);
  });

  it('prevents every stale read of the run, at the printed price', () => {
    expect(simulate(3)).toEqual({
      staleWithoutToken: 4252,
      staleWithToken: 0,
      follower: 5748,
      wait: 1440,
      leader: 2812,
    });
    expect(simulate(3, 50, 2)).toMatchObject({ staleWithToken: 0, leader: 1263 });
    const seeds = Array.from({ length: 300 }, (_, seed) => simulate(seed + 1));
    const without = seeds.map((tally) => tally.staleWithoutToken);
    expect([Math.min(...without), Math.max(...without)]).toEqual([4095, 4439]);
    expect(seeds.every((tally) => tally.staleWithToken === 0)).toBe(true);
    prints('4,252', '4,095 to 4,439', '5,748', '1,440', '2,812, or 28%', '1,263, or 13%');
  }, 60_000);

  it('weighs waiting against the trip to the leader', () => {
    const stillBehind = stale(50, meanLagMs);
    const waited = meanLagMs - (50 * stillBehind) / (1 - stillBehind);
    const fresh = (1 - mean) * eu.local;
    const wait =
      fresh + mean * (1 - stillBehind) * (eu.local + waited) + mean * stillBehind * (eu.local + 50 + eu.lease);
    const go = fresh + mean * (eu.local + eu.lease);
    const mix = 0.84 * eu.local + 0.08 * go + 0.08 * eu.write;
    expect((mix - 13.04).toFixed(1)).toBe('2.5');
    prints(`${wait.toFixed(1)} ms`, `${go.toFixed(1)} ms`, `${mix.toFixed(1)} ms`, 'costs 2.5 ms');
  });

  it('keeps reads monotonic across followers', () => {
    const at = (lsn: number): Follower => ({ applied: () => lsn, waitFor: () => undefined });
    const session = new Session();
    expect(session.read(0, [at(7)], () => 9, 50).lsn).toBe(7);
    expect(session.read(0, [at(6), at(8)], () => 9, 50)).toEqual({ by: 'follower', at: 0, lsn: 8 });
    expect(session.read(0, [at(7)], () => 9, 50)).toEqual({ by: 'leader', at: 50, lsn: 9 });
    expect(session.token).toBe(9);
  });

  it('needs the printed windows', () => {
    const window = (m: number) => m * Math.log(100);
    expect([window(120).toFixed(0), (window(2000) / 1000).toFixed(1), percent(stale(5000, 2000), 1)]).toEqual([
      '553',
      '9.2',
      '8.2%',
    ]);
    prints('553 ms', '9.2 s', '8.2% of the reads');
  });
});

describe('quorums', () => {
  it('throws away an acknowledged write that began after the first had returned', () => {
    const store = new Quorum({ value: '', at: 0 });
    expect(store.write({ value: 'draft', at: 200 }, [0, 1])).toBe(true);
    expect(store.write({ value: 'final', at: 100 }, [1, 2])).toBe(true);
    for (const pair of [
      [0, 1],
      [1, 2],
      [0, 2],
    ])
      expect(store.read(pair).value).toBe('draft');
  });

  it('lets a later reader see an older value while a write is under way', () => {
    const store = new Quorum({ value: 'old', at: 0 });
    expect(store.write({ value: 'new', at: 1 }, [0])).toBe(false);
    expect([store.read([0, 1]).value, store.read([1, 2]).value]).toEqual(['new', 'old']);
  });

  it('keeps the same of two equal stamps on every replica', () => {
    const [a, b] = [
      { value: 'a', at: 7 },
      { value: 'b', at: 7 },
    ];
    expect(merge(a, b)).toEqual(merge(b, a));
  });

  it('detects writes that have not seen each other', () => {
    expect(compare({ Y: 1 }, { X: 1 })).toBe('concurrent');
    expect(compare({ X: 1, Y: 1 }, { X: 1 })).toBe('after');
    expect(compare({ X: 1 }, { X: 2 })).toBe('before');
    expect(compare({ X: 1 }, { X: 1, Y: 0 })).toBe('equal');
  });
});

describe('two reads during a write', () => {
  interface Operation {
    at: [number, number];
    session: string;
    reads?: number;
  }
  /** Whether some order of the operations explains all reads of a value that was 0, and keeps `before`. */
  const isExplained = (operations: readonly Operation[], before: (a: Operation, b: Operation) => boolean) => {
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ].map((order) => order.flatMap((i) => operations[i] ?? []));
    return orders.some((order) => {
      const written = order.findIndex(({ reads }) => reads === undefined);
      const isRead = order.every(({ reads }, i) => reads === undefined || reads === Number(i > written));
      return isRead && order.every((a, i) => order.slice(i + 1).every((b) => !before(b, a)));
    });
  };
  const timeline = parse(readFileSync(path('artefacts/consistency-models/overlap.timeline.yaml'), 'utf8')) as {
    lanes: { label: string; intervals: { from: number; to: number }[] }[];
  };
  const answer = (ana: number, ben: number, oneSession = false) => {
    const operations = timeline.lanes.map(({ label, intervals }): Operation => {
      const { from = 0, to = 0 } = intervals[0] ?? {};
      const reads = { Ana: ana, Ben: ben }[label];
      return {
        at: [from, to],
        session: oneSession && reads !== undefined ? 'one' : label,
        ...(reads === undefined ? {} : { reads }),
      };
    });
    const clock = (a: Operation, b: Operation) => a.at[1] < b.at[0];
    const own = (a: Operation, b: Operation) => a.session === b.session && clock(a, b);
    return [isExplained(operations, clock), isExplained(operations, own)].map((is) => (is ? 'yes' : 'no')).join(' | ');
  };

  it('allows what the table says', () => {
    expect([answer(0, 0), answer(0, 1), answer(1, 1)]).toEqual(['yes | yes', 'yes | yes', 'yes | yes']);
    prints('| 0, 0 or 0, 1 or 1, 1 | yes | yes |', `| 1, 0 | ${answer(1, 0)} |`);
    prints(`| 1, 0, both by one session | ${answer(1, 0, true)} |`);
    expect([answer(1, 0), answer(1, 0, true)]).toEqual(['no | yes', 'no | no']);
  });
});

describe('escrow', () => {
  it('sells the stock exactly, with six transfers to the region of half the demand', () => {
    const pools = new Escrow({ eu: 300, east: 300, west: 300 });
    let sold = 0;
    const transfers: number[] = [];
    for (let buyer = 0; buyer < 1200; buyer++) {
      const region = ['eu', 'east', 'eu', 'west'][buyer % 4] ?? 'eu';
      if (pools.left(region) === 0 && region === 'eu') {
        const from = pools.left('east') >= pools.left('west') ? 'east' : 'west';
        const moved = pools.move(from, 'eu', 30);
        if (moved > 0) transfers.push(moved);
      }
      if (pools.sell(region)) sold++;
    }
    expect({ sold, transfers, left: pools.left('eu') + pools.left('east') + pools.left('west') }).toEqual({
      sold: 900,
      transfers: [30, 30, 30, 30, 30, 15],
      left: 0,
    });
    expect((transfers.length * eu.write) / 165).toBeCloseTo(5, 0);
    prints('six transfers of 140 ms', 'a mere 15 seats', 'some 5 ms', '500 a second');
  });

  it('moves whole seats, and none into the air', () => {
    const pools = new Escrow({ eu: 5, east: 5 });
    expect(() => pools.move('eu', 'east', -3)).toThrow(RangeError);
    expect([pools.move('eu', 'east', 30), pools.left('eu'), pools.left('east')]).toEqual([5, 0, 10]);
  });

  it('agrees with the register', () => {
    const register = parse(readFileSync(path('artefacts/consistency-models/consistency.yaml'), 'utf8')) as {
      operations: Record<string, unknown>[];
    };
    const classes = ['linearizable', 'session', 'bounded', 'eventual'];
    expect(register.operations.map((operation) => operation['class'])).toEqual(classes);
    for (const operation of register.operations) {
      expect(operation['minority_side']).toBeTypeOf('string');
      expect(operation['mechanism']).toBeTypeOf('string');
    }
    expect(register.operations[0]?.['max_rate_per_second']).toBe(dependentUpdates(2));
    for (const name of classes) prints(`\`${name}\``);
  });
});

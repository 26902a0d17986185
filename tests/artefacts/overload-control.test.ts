import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  goodput,
  kingmanWait,
  maxMinShares,
  responseTime,
  settledLimit,
  shed,
  throttledGoodput,
  throttleProbability,
} from '../../src/content/artefacts/overload-control/capacity.ts';
import { FixedWindow, Gcra, TokenBucket } from '../../src/content/artefacts/overload-control/limiters.ts';
import stored from '../../src/content/artefacts/overload-control/overload.json' with { type: 'json' };

const path = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(path('docs/modules/overload-control.mdx'), 'utf8');
const simulation = fileURLToPath(path('artefacts/overload-control/overload.py'));
const words = (value: number) => value.toLocaleString('en-US');
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
const printed = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};
const row = (...cells: string[]) => printed(`| ${cells.join(' | ')} |`);

describe('the simulation', () => {
  let fresh: typeof stored;
  beforeAll(() => {
    fresh = JSON.parse(execFileSync('python3', ['-B', simulation, '--json'], { encoding: 'utf8' }));
  }, 60_000);

  it('gives what the plot and the table show', () => {
    expect(fresh).toEqual(stored);
    for (const [name, { 500: run, 450: slower }] of Object.entries(fresh.summary)) {
      const wait = run.wait === null ? 'none in time' : `${words(run.wait)} ms`;
      row(
        name.charAt(0).toUpperCase() + name.slice(1),
        percent(run.useful),
        words(run.late),
        words(run['turned away']),
        wait,
        percent(slower.useful),
      );
    }
  });

  it('does nothing useful from second 22 to 122, and agrees with the sum by hand', () => {
    const { useful, dead, from, to } = fresh.summary['unbounded, oldest first']['500'];
    expect({ dead, from, to }).toEqual({ dead: 100, from: 22, to: 122 });
    const byHand = 10 * 400 + 12 * 500 + 8 * 500 + 30 * 400; // before 22, after 122 while it drains, after that
    expect(useful * 76_000).toBeCloseTo(byHand, -2);
    expect(fresh.summary['cap 1,000']['450'].dead).toBe(55);
    printed('76,000', '6,000 requests', '92.1%', '55 s');
    expect(percent(70_000 / 76_000)).toBe('92.1%');
  });

  it('finds that a queue contributes its own length once', () => {
    const turnedAway = (name: keyof typeof fresh.summary) => fresh.summary[name]['500']['turned away'];
    expect(turnedAway('cap 100') - turnedAway('cap 1,000')).toBe(900);
    expect(Math.round(500 * (2 - 0.02))).toBe(990);
    expect(1000 / 450).toBeCloseTo(2.22);
    expect(100 / 450).toBeCloseTo(0.222);
  });
});

describe('queueing', () => {
  it('prints the response times by utilisation', () => {
    for (const utilisation of [0.5, 0.7, 0.8, 0.9, 0.95, 0.99]) {
      const one = responseTime(0.01, utilisation) * 1000;
      expect(one).toBeCloseTo(10 / (1 - utilisation));
      const ten = responseTime(0.02, utilisation, 10) * 1000;
      row(
        `${Math.round(utilisation * 100)}%`,
        `${words(Math.round(one))} ms`,
        `${ten < 100 ? ten.toFixed(1) : ten.toFixed(0)} ms`,
      );
    }
    const waits = (service: number, servers: number) =>
      [0.5, 0.9].map((utilisation) => 1000 * (responseTime(service, utilisation, servers) - service));
    expect(waits(0.01, 1).map(Math.round)).toEqual([10, 90]);
    const [half = NaN, nine = NaN] = waits(0.02, 10);
    expect([half.toFixed(2), nine.toFixed(1), Math.round(nine / half)]).toEqual(['0.14', '13.4', 93]);
    printed('93-fold, from 0.14 ms to 13.4');
    expect([kingmanWait(0.01, 0.8, 1, 1), kingmanWait(0.01, 0.8, 1, 4)].map((wait) => Math.round(wait * 1000))).toEqual(
      [40, 100],
    );
  });

  it('settles the gradient limit, and starves on a stale baseline', () => {
    const healthy = settledLimit(10, 0.02, 0.02);
    expect([healthy.limit.toFixed(1), (healthy.latency * 1000).toFixed(1), healthy.rate.toFixed(0)]).toEqual([
      '13.7',
      '27.4',
      '500',
    ]);
    const stale = settledLimit(10, 0.04, 0.02);
    expect([stale.limit, stale.rate].map(Math.round)).toEqual([4, 100]);
    expect(1 - stale.rate / 250).toBeCloseTo(0.6);
    printed('13.7 in flight and 27.4 ms', 'shrinks to 4, and 100 a second', '60% of the capacity');
  });
});

describe('limiters', () => {
  it('admit r × t + b in any stretch, the two forms alike', () => {
    let now = 0;
    const rate = 7.8125; // one in 128 ms, exact in binary
    const clock = () => now;
    const [bucket, gcra] = [new TokenBucket(rate, 20, clock), new Gcra(rate, 20, clock)];
    const admitted: number[] = [];
    for (let step = 0; step < 4000; step++) {
      now += [0, 5, 40, 300][(step * 7 + Math.floor(step / 97)) % 4] ?? 0;
      const [one, other] = [bucket.take(), gcra.take()];
      expect(other).toBeCloseTo(one, 6);
      if (one === 0) admitted.push(now);
    }
    expect(admitted.length).toBeGreaterThan(1000);
    for (let first = 0; first < admitted.length; first += 13) {
      for (let last = first; last < admitted.length; last += 17) {
        expect(last - first + 1).toBeLessThanOrEqual(
          rate * (((admitted[last] ?? 0) - (admitted[first] ?? 0)) / 1000) + 20 + 1e-6,
        );
      }
    }
  });

  it('says how long to wait, and takes a cost', () => {
    let now = 0;
    const bucket = new TokenBucket(10, 40, () => now);
    expect(bucket.take(40)).toBe(0);
    expect(bucket.take()).toBe(100);
    now += 100;
    expect(bucket.take()).toBe(0);
  });

  it('doubles a fixed window at its edge', () => {
    let now = 59_500;
    const window = new FixedWindow(100, 60_000, () => now);
    const ask = (times: number) => Array.from({ length: times }, () => window.take()).filter(Boolean).length;
    expect(ask(150)).toBe(100);
    now = 60_500;
    expect(ask(150)).toBe(100);
  });
});

describe('rejection, throttling and shares', () => {
  it('computes goodput past the knee', () => {
    const at = (times: number, share: number) => Math.round(goodput(500, times * 500, share));
    expect([at(2, 0.25), at(4, 0.25), at(6, 0.05), at(6, 0.01)]).toEqual([333, 0, 368, 475]);
    expect([at(10, 0.05), Math.round(throttledGoodput(500, 5000, 0.05, 2))]).toEqual([263, 476]);
    printed('333 of 500', '263 of its 500', '476');
  });

  it('derives the acceptance of the knee test', () => {
    const costliest = (times: number, kept: number) => (1 - kept) / (times - kept);
    expect([costliest(2, 0.95), costliest(10, 0.8)].map((share) => (100 * share).toFixed(1))).toEqual(['4.8', '2.2']);
    expect(goodput(500, 5000, costliest(10, 0.8))).toBeCloseTo(400);
    expect(20 * costliest(10, 0.8)).toBeCloseTo(0.43, 1);
  });

  it('answers the exercise on the plateau', () => {
    const share = 50 / 550;
    expect(goodput(500, 1000, share)).toBeCloseTo(450);
    expect([3000, 5000, 5500].map((offered) => Math.round(goodput(500, offered, share)))).toEqual([250, 50, 0]);
    expect(throttledGoodput(500, 5000, share, 2)).toBeCloseTo(458.3, 1);
    printed('9.1%', 'keeps 458');
  });

  it('throttles, sheds and shares as printed', () => {
    expect([2, 1.5, 1.1].map((k) => throttleProbability(1000, 400, k).toFixed(3))).toEqual(['0.200', '0.400', '0.559']);
    expect(throttleProbability(600, 500, 2)).toBe(0);
    const [mild, severe] = [
      [60, 300, 150, 90],
      [150, 750, 375, 225],
    ];
    expect(mild.reduce((sum, rate) => sum + rate)).toBe(600);
    const [kept, left] = [shed(500, mild), shed(500, severe)];
    for (const index of mild.keys()) printed(`| ${mild[index]} | ${kept[index]} | ${severe[index]} | ${left[index]} |`);
    expect(maxMinShares(500, [300, 200, 100])).toEqual([200, 200, 100]);
    expect(Math.round(2 * (500 / 3) + 100)).toBe(433);
    expect(Math.round(100 * (500 / 600) ** 5)).toBe(40);
  });

  it('answers the other exercises', () => {
    expect([420 * 0.4, 200 + 48 * 12, 350 + 252, 420 - 168, 200 + 252]).toEqual([168, 776, 602, 252, 452]);
    const backlog = 400 * 3600;
    expect([backlog, backlog / 100 / 3600, backlog / 500 / 60, backlog / 300, Math.round(backlog / 700 / 60)]).toEqual([
      1_440_000, 4, 48, 4800, 34,
    ]);
    expect(100 + 100 + 200 + 50 + 500).toBe(950);
    printed('776', '950 ms', '4,800 s', '34 minutes', '48 minutes');
  });
});

it('keeps the bounds of the sheet in step with its rate and deadline', () => {
  const sheet = parse(readFileSync(path('artefacts/overload-control/overload.yaml'), 'utf8'));
  let total = 0;
  for (const { longest, wait_ms } of sheet.queues) {
    expect((sheet.capacity_rps * wait_ms) / 1000).toBe(longest);
    total += wait_ms;
  }
  expect(total).toBeLessThan(sheet.deadline_ms);
  expect(sheet.in_flight.initial).toBe(Math.round(settledLimit(10, 0.02, 0.02).limit));
  expect(Object.keys(sheet.classes)).toEqual(['CRITICAL_PLUS', 'CRITICAL', 'SHEDDABLE_PLUS', 'SHEDDABLE']);
  for (const name of Object.keys(sheet.classes)) printed(`\`${name}\``);
  expect(sheet.knee_test.accept).toEqual({ at_2x: 0.95, at_10x: 0.8 });
});

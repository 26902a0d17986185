import { describe, expect, it } from 'vitest';
import {
  anyOf,
  concurrency,
  downtimeMinutes,
  estimate,
  inSeries,
  originLoad,
  replicasForReads,
  shortener,
  tailChance,
} from '../../src/content/artefacts/week-09/capacity.ts';
import { CODE_SPACE, nextCollides } from '../../src/content/artefacts/week-09/codes.ts';
import { entriesForShare, zipf } from '../../src/content/artefacts/week-09/zipf.ts';
import { exercise, grouped, page, percent, printed, section, text } from './week-09-page.ts';

const load = estimate(shortener);

describe('the drills', () => {
  it('1: positions', () => {
    const perSecond = 200_000 / 4;
    printed(
      exercise('ex-drill-positions'),
      `${grouped(perSecond)} writes/s`,
      `${(perSecond * 100) / 1e6} MB/s`,
      `${(perSecond * 100 * 8) / 1e6} Mbit/s`,
    );
    printed(exercise('ex-drill-positions'), `${(perSecond * 100 * 86_400) / 1e9} GB`, `${(200_000 * 100) / 1e6} MB`);
  });

  it('2: peak factor', () => {
    const average = 30e6 / 86_400;
    const busy = (0.8 * 30e6) / (8 * 3600);
    printed(
      exercise('ex-drill-peak'),
      `${average.toFixed(0)} requests/s`,
      `${busy.toFixed(0)} requests/s`,
      `ratio ${(busy / average).toFixed(1)}`,
      grouped(8 * 3600),
    );
  });

  it('3: replicas', () => {
    const needed = [1500, 2500, 3000].map((writes) => replicasForReads(4000, writes, 3000));
    expect(needed).toEqual([3, 8, Infinity]);
    printed(exercise('ex-drill-replicas'), `from ${needed[0]} to ${needed[1]}`);
  });

  it('4: misses', () => {
    const [at98, at95, at90, cold] = [0.98, 0.95, 0.9, 0].map((ratio) => Math.round(originLoad(20_000, ratio)));
    const words = exercise('ex-drill-misses');
    printed(
      words,
      `${at98}, ${grouped(at95 ?? NaN)}, ${grouped(at90 ?? NaN)} and ${grouped(cold ?? NaN)}/s`,
      `factor of ${(at90 ?? NaN) / (at98 ?? NaN)}`,
    );
    printed(words, percent(1500 / 20_000, 1), percent(1 - 1500 / 20_000, 1));
  });

  it('5: parts in series', () => {
    const pair = anyOf(0.995, 2);
    const all = inSeries(0.9999, pair, 0.9995);
    printed(
      exercise('ex-drill-series'),
      percent(pair, 4),
      percent(all, 3),
      `${downtimeMinutes(all, 30).toFixed(1)} minutes`,
      downtimeMinutes(0.9995, 30).toFixed(1),
    );
  });

  it('6: memory for 90%', () => {
    const smallest = (n: number): number => {
      const popularity = zipf(n);
      let [entries, share] = [0, 0];
      while (share < 0.9) share += popularity[entries++] ?? NaN;
      return entries;
    };
    const words = exercise('ex-drill-cache-size');
    const [few, many] = [smallest(100_000), smallest(10_000_000)];
    printed(words, `${grouped(few)} entries`, percent(few / 100_000), `${((few * 278) / 1e6).toFixed(1)} MB`);
    printed(words, `${(many / 1e6).toFixed(2)} million`, percent(many / 1e7), `${((many * 278) / 1e6).toFixed(0)} MB`);
    expect(entriesForShare(1e7, 0.9)).toBeCloseTo(many, -1);
  });

  it('7: pool', () => {
    const words = exercise('ex-drill-in-flight');
    printed(words, `${grouped(10 / 0.005)}/s`, `${10 / 0.04}/s`, `${concurrency(200, 0.04)} connections`);
  });

  it('8: fan-out', () => {
    const words = exercise('ex-drill-fan-out');
    const quantile = 0.99 ** (1 / 20);
    printed(words, percent(tailChance(0.99, 20), 1), percent(quantile, 2), `p${(quantile * 100).toFixed(2)}`);
  });

  it('9: one hot key', () => {
    const rate = 1000 * (zipf(100_000)[0] ?? NaN);
    const reads = Math.round(concurrency(rate, 0.3));
    const processes = 40 * (1 - (1 - 1 / 40) ** reads);
    printed(
      exercise('ex-drill-stampede'),
      `${rate.toFixed(0)} requests/s`,
      `${reads} reads`,
      `about ${processes.toFixed(0)}`,
    );
    printed(section('A cache is a second copy with no transaction'), `${concurrency(900, 0.2)} identical queries`);
  });

  it('10: guessing', () => {
    const words = exercise('ex-drill-guessing');
    const seven = 1 / nextCollides(load.rows, CODE_SPACE);
    const eight = 1 / nextCollides(load.rows, 62 ** 8);
    printed(
      words,
      grouped(seven),
      `${(seven / 10 / 60).toFixed(1)} minutes`,
      `${(eight / 1e6).toFixed(2)} million`,
      `${(eight / 10 / 3600).toFixed(1)} hours`,
    );
  });

  it('are ten, and their minutes fit the plan', () => {
    const minutes = [...page.matchAll(/<Exercise id="ex-drill-[^>]*minutes=\{(\d+)\}/g)].map((match) =>
      Number(match[1]),
    );
    expect(minutes).toHaveLength(10);
    const sum = (from: number, to: number): number => minutes.slice(from, to).reduce((a, b) => a + b, 0);
    expect(sum(0, 5)).toBeLessThanOrEqual(120);
    expect(sum(5, 10)).toBeLessThanOrEqual(60);
  });
});

describe('the supplied design', () => {
  it('has the faults that the answer names', () => {
    const words = exercise('ex-supplied-design');
    const inbox = estimate({
      requestsPerDay: 50e6,
      readsPerWrite: 10,
      peakFactor: 5,
      bytesPerRow: 1000,
      retentionYears: 1,
      copies: 1,
    });
    printed(words, `${inbox.averageRequestsPerSecond.toFixed(0)}/s`, `${grouped(inbox.peakRequestsPerSecond)}/s`);
    printed(
      words,
      `${(inbox.writesPerDay / 1e6).toFixed(1)} million rows`,
      `${(inbox.bytesOneCopy / 1e12).toFixed(2)} TB`,
    );
    const all = inSeries(0.9995, 0.9995, 0.9995);
    printed(words, percent(all, 2), `${downtimeMinutes(all, 30).toFixed(1)} minutes`);
    printed(text('supplied-design.md'), `${inbox.averageRequestsPerSecond.toFixed(0)} requests/s`, '99.95%');
  });
});

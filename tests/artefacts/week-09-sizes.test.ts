import { describe, expect, it } from 'vitest';
import { estimate, originLoad, shortener } from '../../src/content/artefacts/week-09/capacity.ts';
import {
  base62,
  CODE_SPACE,
  collidingPairs,
  nextCollides,
  randomCode,
  scramble,
} from '../../src/content/artefacts/week-09/codes.ts';
import warmUp from '../../src/content/artefacts/week-09/warm-up.plot.ts';
import {
  entriesForShare,
  harmonic,
  hitRatio,
  randomNumbers,
  sampler,
  simulatedHitRatio,
  topShare,
  zipf,
} from '../../src/content/artefacts/week-09/zipf.ts';
import { example, grouped, page, part, percent, printed, section, text } from './week-09-page.ts';

const load = estimate(shortener);

describe('what hit ratio to expect', () => {
  const words = example('example-warm-up');
  const popularity = zipf(100_000);

  it('prints popularity', () => {
    printed(words, percent(popularity[0] ?? NaN, 1));
    expect(percent(topShare(popularity, 30_000))).toBe('90%');
    printed(words, '30,000', '90%');
  });

  it('prints the ratio with and without warm-up', () => {
    const fiveMinutes = 300_000;
    const minute = 60_000;
    printed(
      words,
      percent(hitRatio(popularity, 0, fiveMinutes)),
      `**${percent(hitRatio(popularity, fiveMinutes, fiveMinutes))}**`,
    );
    printed(
      words,
      `${percent(hitRatio(popularity, minute, minute))}, and without any ${percent(hitRatio(popularity, 0, minute))}`,
    );
    printed(
      text('local-track.md'),
      percent(hitRatio(popularity, minute, minute)),
      percent(hitRatio(popularity, fiveMinutes, fiveMinutes)),
    );
    const reads = originLoad(1000, hitRatio(popularity, fiveMinutes, fiveMinutes));
    printed(
      part('<Diagram id="fig-architecture"', '/>'),
      `${reads.toFixed(0)} reads`,
      `${(reads / 2).toFixed(0)} times`,
    );
    expect(text('architecture.dot')).toContain(`${(reads / 2).toFixed(0)}/s`);
    printed(section('A cache is a second copy with no transaction'), `not ${reads.toFixed(0)}/s`);
  });

  it('agrees with drawing the requests one by one', () => {
    const drawn = simulatedHitRatio(sampler(popularity, randomNumbers(9)), 300_000, 300_000);
    expect(drawn).toBeCloseTo(hitRatio(popularity, 300_000, 300_000), 2);
  });

  it('says in the caption when the target is reached', () => {
    const crossing = (index: number): number =>
      Number(warmUp.series[index]?.data.find(([, ratio]) => ratio >= 0.9)?.[0]);
    expect([crossing(0), crossing(1)]).toEqual([5, 45]);
    const at = (index: number, minutes: number): number =>
      Number(warmUp.series[index]?.data.find(([x]) => x === minutes)?.[1]);
    expect(at(0, 4)).toBeCloseTo(0.9, 2);
    expect(at(1, 30)).toBeLessThan(0.9);
    printed(
      part('<Plot id="fig-warm-up"', '/>'),
      `${(at(0, 0.1) * 100).toFixed(0)} per cent`,
      `${(at(1, 0.1) * 100).toFixed(0)} per cent`,
    );
  });

  it('prints what the cache would need in production', () => {
    const bytesPerEntry = 278;
    const entries = 64e6 / bytesPerEntry;
    printed(
      words,
      `${bytesPerEntry} bytes`,
      `${((50_000 * bytesPerEntry) / 1e6).toFixed(1)} MB`,
      grouped(Math.round(entries / 1e4) * 1e4),
    );
    const share = harmonic(entries) / harmonic(load.rows);
    printed(
      words,
      `**${percent(share)}**`,
      `${originLoad(load.peakRequestsPerSecond, share).toFixed(0)} of the ${load.peakRequestsPerSecond.toFixed(0)}`,
    );
    const needed = entriesForShare(load.rows, 0.9);
    printed(words, `${(needed / 1e6).toFixed(1)} million entries`, `${((needed * bytesPerEntry) / 1e9).toFixed(1)} GB`);
  });
});

describe('codes', () => {
  const words = example('example-codes');

  it('prints spaces and collisions', () => {
    printed(
      words,
      `${(62 ** 6 / 1e9).toFixed(1)} · 10⁹`,
      `${(CODE_SPACE / 1e12).toFixed(2)} · 10¹²`,
      `${(2 ** 41 / 1e12).toFixed(1)} · 10¹²`,
    );
    printed(
      words,
      grouped(Math.round(collidingPairs(load.rows, 62 ** 6) / 1000) * 1000),
      grouped(collidingPairs(load.rows, CODE_SPACE)),
    );
    expect(nextCollides(load.rows, CODE_SPACE).toExponential(0)).toBe('5e-5');
    printed(words, '5 · 10⁻⁵', `one guess in ${grouped(1 / nextCollides(load.rows, CODE_SPACE))}`);
  });

  it('writes seven characters', () => {
    expect([base62(0), base62(61), base62(62), base62(CODE_SPACE - 1)]).toEqual([
      '0000000',
      '000000z',
      '0000010',
      'zzzzzzz',
    ]);
    expect(() => base62(CODE_SPACE)).toThrow(RangeError);
    for (let i = 0; i < 1000; i += 1) expect(randomCode()).toMatch(/^[0-9A-Za-z]{7}$/);
  });

  it('scrambles one-to-one', () => {
    const size = 62 ** 2;
    expect(new Set(Array.from({ length: size }, (_, i) => scramble(i, 'key', size))).size).toBe(size);
    expect(new Set(Array.from({ length: 10_000 }, (_, i) => scramble(i, 'key'))).size).toBe(10_000);
    expect(scramble(CODE_SPACE - 1, 'key')).toBeLessThan(CODE_SPACE);
    expect(scramble(1, 'key')).not.toBe(scramble(1, 'other'));
    expect(() => scramble(CODE_SPACE, 'key')).toThrow(RangeError);
  });

  it('relies on a URL class that sees through disguised addresses', () => {
    expect(new URL('http://2130706433/').hostname).toBe('127.0.0.1');
    expect(page).toContain('`http://2130706433/` is 127.0.0.1');
  });
});

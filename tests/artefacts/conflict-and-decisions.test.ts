import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  breakEvenAccuracy,
  evsi,
  ledger,
  longSpike,
  lossNow,
  posterior,
  shortSpike,
} from '../../src/content/artefacts/conflict-and-decisions/evsi.ts';

const read = (name: string) => readFileSync(new URL(`../../src/content/${name}`, import.meta.url), 'utf8');
const artefact = (name: string) => read(`artefacts/conflict-and-decisions/${name}`);
const page = read('docs/modules/conflict-and-decisions.mdx');
const memo = artefact('escalation-brightwell.md');
const record = artefact('decision-record.md');

/** A sum in thousands as the page prints it, without the noise of binary fractions. */
const k = (sum: number) => `${Number(sum.toFixed(1))} k`;
const cost = longSpike.work + longSpike.delay;

describe('the value of the spike', () => {
  it('is 45 k at 75%, 60 k at 80%, 120 k at most', () => {
    expect(lossNow(ledger)).toBeCloseTo(120);
    expect(evsi(ledger, 0.75)).toBeCloseTo(45);
    expect(evsi(ledger, 0.8)).toBeCloseTo(60);
    expect(evsi(ledger, 1)).toBeCloseTo(120);
    for (const accuracy of [0.75, 0.8, 1]) expect(page).toContain(k(evsi(ledger, accuracy)));
    expect(page).toContain(k(0.25 * ledger.loss));
  });
  it('equals the expected loss saved when the signal is always followed, above the prior', () => {
    for (const accuracy of [0.6, 0.7, 0.85, 0.95])
      expect(evsi(ledger, accuracy)).toBeCloseTo(lossNow(ledger) - (1 - accuracy) * ledger.loss);
  });
  it('is nothing where the signal cannot change the choice', () => {
    for (const accuracy of [0.5, 0.55, 0.6]) expect(evsi(ledger, accuracy)).toBeCloseTo(0);
  });
  it('breaks even at 76.7%, and at 333 k of loss', () => {
    expect(cost).toBe(50);
    const accuracy = breakEvenAccuracy(ledger, cost);
    expect(evsi(ledger, accuracy)).toBeCloseTo(cost);
    expect(page).toContain(`${(accuracy * 100).toFixed(1)}%`);
    const loss = cost / (0.75 - ledger.prior);
    expect(evsi({ ...ledger, loss }, 0.75)).toBeCloseTo(cost);
    expect(page).toContain(`${loss.toFixed(0)} k`);
  });
  it('pays at 75% once it takes three days', () => {
    const short = shortSpike.work + shortSpike.delay;
    expect(short).toBe(12);
    expect((longSpike.delay / 10) * 3).toBe(shortSpike.delay);
    expect(evsi(ledger, 0.75)).toBeGreaterThan(short);
    expect(page).toContain(`${(breakEvenAccuracy(ledger, short) * 100).toFixed(0)}%`);
    const after = posterior(ledger, 0.75);
    expect(page).toContain(`${(after * 100).toFixed(0)}%`);
    expect(page).toContain(k(Math.round((1 - after) * ledger.loss)));
  });
});

describe('the memo and the record', () => {
  it('has at most a page, and what the page says of it', () => {
    const words = memo.split(/\s+/).filter((word) => /[a-z0-9]/i.test(word)).length;
    expect(words).toBeLessThan(300);
    expect(page).toContain(`${(longSpike.delay / 2).toFixed(0)} k a week`);
    expect(memo).toContain('EUR 10 k a week');
    expect(page).toContain('30 k');
    for (const figure of ['31 ms', '18 ms', '0.6 days'])
      for (const text of [memo, page]) expect(text).toContain(figure);
  });
  it('fills every part of the template', () => {
    const parts = (text: string) =>
      [...text.matchAll(/^\*\*([^*,.]+)/gm)].map(([, words = '']) => words.split(' ').slice(0, 2).join(' '));
    expect(parts(memo)).toEqual(parts(artefact('escalation-memo.md')));
  });
  it('keeps dissent and a trigger that six months did not reach', () => {
    expect(record).toContain('above 40 ms at 3× load, or partition maintenance takes more than one day a quarter');
    expect(record).toContain('22 ms at 2.1×');
    for (const figure of ['40 ms', '22 ms at 2.1×', '0.5 days']) expect(page).toContain(figure);
  });
});

describe('the exercises', () => {
  it('compute a spike that pays', () => {
    const choice = { prior: 0.6, loss: 200 };
    expect(evsi(choice, 0.85)).toBeCloseTo(50);
    expect(evsi(choice, 1)).toBeCloseTo(80);
    expect(breakEvenAccuracy(choice, 40)).toBeCloseTo(0.8);
    // With a prior of 0.8 the same test is no longer worth its cost.
    expect(evsi({ ...choice, prior: 0.8 }, 0.85)).toBeCloseTo(10);
    for (const words of [
      '0.4 × 200 k = 80 k',
      '0.15 × 200 k = 30 k',
      'The spike is worth 50 k',
      'at an accuracy of 80%',
      'the same spike is worth 10 k',
    ])
      expect(page).toContain(words);
  });
});

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  backfillDays,
  compareHours,
  ledger,
  tailCost,
  upperBound,
} from '../../src/content/artefacts/migrations/plan.ts';

const path = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(path('docs/modules/migrations.mdx'), 'utf8');

describe('the backfill', () => {
  it('leaves 100 stale rows without a version guard and none with it', () => {
    const out = execFileSync('python3', [fileURLToPath(path('artefacts/migrations/backfill.py'))], {
      encoding: 'utf8',
    });
    expect(out.trim().split('\n')).toEqual([
      'naive attempts=21 batches=20 stale=100 missing=0',
      'guarded attempts=21 batches=20 stale=0 missing=0',
    ]);
    for (const figure of ['100 stale rows', '21 attempts', '20 batches']) expect(page).toContain(figure);
  });
});

describe('figures of the page', () => {
  it('takes 11.6 days, or 6.9 without a throttle', () => {
    expect(page).toContain(`${backfillDays(ledger.rows, ledger.safeRate, ledger.duty).toFixed(1)} days`);
    expect(page).toContain(`${backfillDays(ledger.rows, ledger.safeRate).toFixed(1)} unthrottled`);
  });
  it('bounds mismatches by the rule of three', () => {
    expect(upperBound(300_000)).toBeCloseTo(1e-5, 12);
    expect(upperBound(300_000) * ledger.rows).toBeCloseTo(24_000);
    expect(3 / 1e-6).toBeCloseTo(3_000_000);
    expect(3_000_000 / ledger.compareRate / 60).toBe(5);
    for (const figure of ['24,000', '3 million', 'five minutes']) expect(page).toContain(figure);
    expect(page).toContain(`${compareHours(ledger.rows, ledger.compareRate).toFixed(1)} h`);
    // The rule itself: (1 − 3/n)^n is just under 5%.
    expect((1 - 3 / 300_000) ** 300_000).toBeLessThan(0.05);
    expect((1 - 2.99 / 300_000) ** 300_000).toBeGreaterThan(0.05);
  });
  it('prices the tail', () => {
    expect(page).toContain(`${((ledger.moved / ledger.services) * 100).toFixed(0)}%`);
    const teams = tailCost(9, ledger.dualRunPerMonth);
    const provider = tailCost(3, ledger.dualRunPerMonth, 16, 4500);
    expect([teams, provider, teams - provider]).toEqual([414_000, 210_000, 204_000]);
    for (const sum of [teams, 138_000, 72_000, provider, teams - provider])
      expect(page).toContain(sum.toLocaleString('en-US'));
  });
  it('counts the rows lost in the gap', () => {
    const lost = 40 * 86_400 * 5.5;
    expect(lost / 1e6).toBeCloseTo(19, 1);
    expect((lost / ledger.rows) * 100).toBeCloseTo(0.8, 1);
    expect(Math.round(((lost / ledger.rows) * 300_000) / 100) * 100).toBe(2400);
    const slow = lost / 3600;
    expect(Math.round(slow / 100) * 100).toBe(5300);
    expect((1 - slow / ledger.rows) ** 300_000).toBeCloseTo(0.5, 1);
    for (const figure of ['19 million', '2,400 mismatches', '5,300', 'about half the time'])
      expect(page).toContain(figure);
  });
  it('prices the exercise', () => {
    expect(tailCost(12, 30_000)).toBe(360_000);
    expect(tailCost(4, 30_000, 20, 4500)).toBe(210_000);
    for (const figure of ['360,000', '210,000', '150,000']) expect(page).toContain(figure);
  });
});

describe('the timeline and the plan', () => {
  const lanes = (
    parse(readFileSync(path('artefacts/migrations/steps.timeline.yaml'), 'utf8')) as {
      lanes: { label: string; intervals: { from: number; to: number }[] }[];
    }
  ).lanes;
  const lane = (label: string) => lanes.find((one) => one.label === label)?.intervals ?? [];

  it('keeps both stores complete and in step for as long as the caption says', () => {
    const copied = lane('Backfill, compare')[0]?.to ?? NaN;
    const last = lane('Old store').at(-1)?.to ?? NaN;
    expect(page).toContain(
      `From week ${String(copied)} to ${String(last)}, for ${String(last - copied)} of 26 weeks, both stores are complete`,
    );
  });

  it('gives each stage of the reads the time that the figure gives', () => {
    const plan = readFileSync(path('artefacts/migrations/migration-plan.md'), 'utf8');
    const [, stages = '', days = ''] = /Reads ([\d, ]+)% .*\| (\d+) days at each stage/.exec(plan) ?? [];
    const ramp = lane('Reads from new')[0] ?? { from: NaN, to: NaN };
    expect(Math.round((stages.split(',').length * Number(days)) / 7)).toBe(ramp.to - ramp.from);
  });
});

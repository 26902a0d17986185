import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dora, median, parseDeploys } from '../../src/content/artefacts/week-20/dora.ts';
import paybackPlot from '../../src/content/artefacts/week-20/payback.plot.ts';
import { balance, hours } from '../../src/content/artefacts/week-20/payback.ts';
import { check, policies, type Manifest } from '../../src/content/artefacts/week-20/policy.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/weeks/week-20.mdx');
const deploys = parseDeploys(read('artefacts/week-20/deploys.csv'));

describe('the deploy log', () => {
  it('gives the five values of the page', () => {
    const found = dora(deploys, 10);
    expect(deploys).toHaveLength(12);
    expect(found.deploysPerDay).toBe(1.2);
    expect(found.leadTimeHours).toBe(5.5);
    expect((100 * found.changeFailRate).toFixed(1)).toBe('16.7');
    expect(found.recoveryMinutes).toBe(58.5);
    expect((100 * found.reworkRate).toFixed(1)).toBe('16.7');
    expect(found.stillFailing).toBe(0);
    expect(page).toContain('1.2/day, 5.5 h, 16.7%, 58.5 min and 16.7%');
  });

  it('has the lead times of the page, whose mean is above nine of them', () => {
    const leads = deploys.map((each) => (Date.parse(each.deployedAt) - Date.parse(each.committedAt)) / 3_600_000);
    expect(leads.toSorted((a, b) => a - b)).toEqual([1, 1, 2, 3, 4, 5, 6, 7, 8, 12, 26, 30]);
    const mean = leads.reduce((sum, lead) => sum + lead, 0) / leads.length;
    expect(mean).toBe(8.75);
    expect(leads.filter((lead) => lead < mean)).toHaveLength(9);
    expect(deploys.some(({ causedFailure, rework }) => causedFailure && rework)).toBe(false);
    const working = new Set(deploys.map(({ deployedAt }) => new Date(deployedAt).getUTCDay()));
    expect([...working].every((day) => day >= 1 && day <= 5)).toBe(true);
  });

  it('counts a failure that is not over apart, and no median of nothing', () => {
    const first = deploys[0];
    if (first === undefined) throw new Error('the log is empty');
    const open = dora([{ ...first, causedFailure: true }], 1);
    expect([open.recoveryMinutes, open.stillFailing]).toEqual([undefined, 1]);
    expect(median([])).toBeUndefined();
  });
});

describe('the payback', () => {
  it('is what the page says', () => {
    expect(hours).toEqual({ build: 360, upkeepAMonth: 8, savedAYear: 348 });
    expect([balance(12), balance(24)]).toEqual([348 - 456, 696 - 552]);
    expect([balance(17) < 0, balance(18) > 0]).toEqual([true, true]);
    expect((360 / (29 - 8)).toFixed(1)).toBe('17.1');
    expect(paybackPlot.series[0]?.data.filter(([month]) => Number(month) % 12 === 0)).toEqual([
      [0, -360],
      [12, -108],
      [24, 144],
    ]);
    const withHalf = (months: number) => balance(months) - ((24 * (6.5 - 0.75)) / 2 / 12) * months;
    expect([withHalf(23) < 0, withHalf(24) > 0]).toEqual([true, true]);
    expect(6 * 2 * 12 * 1.5).toBe(216);
  });
});

describe('the policies', () => {
  const root: Manifest = { name: 'refunds', owner: 'team-payments', runAsUser: 0, image: `r@sha256:${'0'.repeat(64)}` };
  const waiver = { policy: 'non-root', service: 'refunds', approvedBy: 'dana', expires: '2026-12-31' };

  it('say what, why, fix and where the way out is', () => {
    const { failed, messages } = check(root, [], '2026-12-01');
    expect(failed).toBe(true);
    expect(messages[0]).toMatch(/refunds runs as root.* Why: .* Fix: set runAsUser: 10001.*docs\/policies\/non-root/);
    expect(check({ ...root, runAsUser: 10_001 }, [], '2026-12-01')).toEqual({ failed: false, messages: [] });
    expect(check({ ...root, runAsUser: 1, image: 'r:latest' }, [], '2026-12-01').failed).toBe(true);
    expect(policies.every(({ why, fix }) => why !== '' && fix !== '')).toBe(true);
  });

  it('let a waiver pass with a warning through its last day', () => {
    const last = check(root, [waiver], '2026-12-31');
    expect([last.failed, last.messages[0]?.startsWith('warning non-root')]).toEqual([false, true]);
    const after = check(root, [waiver], '2027-01-01');
    expect(after.failed).toBe(true);
    expect(after.messages[0]).toContain('The waiver ended on 2026-12-31');
    expect(check({ ...root, name: 'other' }, [waiver], '2026-12-01').failed).toBe(true);
  });

  it('read a service.yaml of seven keys', () => {
    expect(Object.keys(parse(read('artefacts/week-20/service.yaml')) as object)).toEqual([
      'name',
      'owner',
      'tier',
      'language',
      'dependencies',
      'slo',
      'data_class',
    ]);
  });
});

import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { factorFor } from '../../src/content/artefacts/alerting-quality/burn-rate.ts';
import burnDown from '../../src/content/artefacts/slos-and-error-budgets/burn-down.plot.ts';
import {
  background,
  badEvents,
  brownout,
  budget,
  ceiling,
  checkout,
  deploy,
  downtimeMinutes,
  type Incident,
  spent,
  spentInMinutes,
} from '../../src/content/artefacts/slos-and-error-budgets/budget.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/modules/slos-and-error-budgets.mdx');
const percent = (share: number, digits = 1) => `${(share * 100).toFixed(digits)}%`;
const count = (n: number) => Math.round(n).toLocaleString('en-US');

describe('the worked month', () => {
  const [a, b] = [spent(deploy, checkout), spent(brownout, checkout)];
  const c = (background * checkout.events) / budget(checkout);

  it('prints bad events and shares of A, B and C', () => {
    expect(count(budget(checkout))).toBe('500,000');
    for (const figure of [
      count(badEvents(deploy)),
      percent(a),
      count(badEvents(brownout)),
      percent(b),
      count(background * checkout.events),
      percent(c),
    ]) {
      expect(page).toContain(figure);
    }
  });

  it('sums to 43.2% used, 99.957% attained, 56.8% left, 31.8% after the migration', () => {
    const bad = badEvents(deploy) + badEvents(brownout) + background * checkout.events;
    expect(page).toContain(count(bad));
    expect(page).toContain(percent(a + b + c));
    expect(page).toContain(percent(1 - bad / checkout.events, 3));
    expect(page).toContain(percent(1 - a - b - c));
    expect(page).toContain(percent(1 - a - b - c - 0.25));
  });

  it('draws the month that it adds up, and states its mean rate', () => {
    const month = burnDown.series.find(({ label }) => label === 'this month')?.data ?? [];
    expect(month.at(-1)).toEqual([30, expect.closeTo(100 * (1 - a - b - c), 9)]);
    expect(page).toContain(`The mean is ${count(checkout.events / (checkout.days * 86_400))} requests a second`);
    expect(page).toContain(`at 90% for that day and at ${percent(1 - 0.1 / 30)} for the month`);
  });

  it('stays under the 20% trigger of a four-week budget', () => {
    const fourWeeks = (budget(checkout) * 28) / 30;
    expect(page).toContain(count(fourWeeks));
    expect(page).toContain(percent(badEvents(deploy) / fourWeeks));
    expect(page).toContain(percent(badEvents(brownout) / fourWeeks));
  });

  it('charges minutes differently', () => {
    expect(page).toContain(percent(spentInMinutes(deploy, checkout, 0.01)));
    expect(percent(spentInMinutes(brownout, checkout, 0.01), 0)).toBe('833%');
    expect(page).toContain('833%');
    expect(spentInMinutes(brownout, checkout, 0.05)).toBe(0);
    expect(Math.floor(spentInMinutes(brownout, checkout, 0.01) / b / 10) * 10).toBe(70);
    expect(page).toContain('a factor of more than seventy');
  });
});

describe('tables', () => {
  it.each([
    ['99%', 0.99, '7 h 12 min'],
    ['99.5%', 0.995, '3 h 36 min'],
    ['99.9%', 0.999, '43 min 12 s'],
    ['99.95%', 0.9995, '21 min 36 s'],
    ['99.99%', 0.9999, '4 min 19 s'],
  ])('allows at %s in 30 days', (name, target, time) => {
    const minutes = downtimeMinutes(target, 30);
    const [h, min, s] = [Math.floor(minutes / 60), Math.floor(minutes % 60), Math.round((minutes % 1) * 60)];
    expect(h > 0 ? `${h} h ${min} min` : `${min} min ${s} s`).toBe(time);
    expect(page).toMatch(new RegExp(`\\| ${name.replace('.', '\\.')} \\| ${time} \\|`));
  });

  it('says what 28 days and a year allow', () => {
    expect(downtimeMinutes(0.999, 28)).toBeCloseTo(40.32);
    expect(page).toContain('40 min 19 s');
    expect(downtimeMinutes(0.999, 365.25) / 60).toBeCloseTo(8.766, 2);
    expect(page).toContain('8 h 46 min');
    expect(downtimeMinutes(0.9999, 365.25)).toBeCloseTo(52.6, 1);
    expect(page).toContain('52.6 min');
  });

  it('multiplies hard dependencies', () => {
    expect(page).toContain(percent(ceiling(0.9999, [0.9999, 0.9997, 0.9999]), 2));
    expect(percent(ceiling(0.9995, [0.999, 0.999, 0.9995]), 2)).toBe('99.70%');
    expect(page).toContain('99.70%');
    expect(percent(ceiling(1, [0.999, 0.999, 0.999]), 1)).toBe('99.7%');
    expect(page).toContain('0.999³ = 99.7%');
  });
});

describe('exercises', () => {
  const incidents: Incident[] = [
    { name: 'total, noon', minutes: 4, requestsPerSecond: 300, errorRatio: 1 },
    { name: 'slow leak', minutes: 90, requestsPerSecond: 200, errorRatio: 0.03 },
    { name: 'total, night', minutes: 40, requestsPerSecond: 15, errorRatio: 1 },
  ];
  it('prints requests, shares and minutes of each', () => {
    for (const incident of incidents) {
      expect(page).toContain(count(badEvents(incident)));
      expect(page).toContain(percent(spent(incident, checkout)));
      expect(page).toContain(percent(spentInMinutes(incident, checkout, 0.01)));
    }
    const burn = (ratio: number) => Math.round(ratio / (1 - checkout.target)).toLocaleString('en-US');
    expect(page).toContain(`burns at ${burn(1)} times the allowed rate at any hour and the leak at ${burn(0.03)}`);
    const total = incidents.reduce((sum, incident) => sum + spent(incident, checkout), 0);
    expect(page).toContain(percent(total));
  });
});

describe('the documents', () => {
  it('name the same trigger and parse', () => {
    const slo = parse(read('artefacts/slos-and-error-budgets/slo.yaml'));
    expect(slo.target).toBe(checkout.target);
    const window = { target: slo.target, periodDays: Number(slo.window.split('d')[0]) };
    expect(slo.alerts.factors).toEqual({
      page_1h: Number(factorFor(0.02, 60, window).toFixed(2)),
      page_6h: Number(factorFor(0.05, 360, window).toFixed(2)),
      ticket_3d: Number(factorFor(0.1, 4320, window).toFixed(2)),
    });
    for (const query of [slo.sli.good, slo.sli.valid]) {
      const faults: number[] = [];
      parser.parse(query).iterate({ enter: ({ type, from }) => void (type.isError && faults.push(from)) });
      expect(faults).toEqual([]);
    }
    expect(percent(ceiling(0.9999, [0.9999, 0.9997, 0.9999]), 2)).toBe(slo.rationale.ceiling.split(' ')[0]);
    const policy = read('artefacts/slos-and-error-budgets/error-budget-policy.md');
    expect(policy).toContain('more than 20% of a four-week budget');
    // The model answer on the first freeze quotes the policy.
    expect(policy).toContain('Agreed on 2026-11-02');
    expect(page).toContain('You signed our policy on 2 November');
    for (const text of [policy, page]) expect(text).toContain('to the director of payments within one working day');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  avoided,
  baseline,
  codemodSaving,
  four,
  migrationHours,
  type Platform,
  six,
  steadyYear,
  weeks,
} from '../../src/content/artefacts/principal-enablement/adoption.ts';
import { broken, rules, type Service } from '../../src/content/artefacts/principal-enablement/conformance.ts';
import curve from '../../src/content/artefacts/principal-enablement/curve.plot.ts';
import money from '../../src/content/artefacts/principal-enablement/money.plot.ts';
import { actual, left, planned } from '../../src/content/artefacts/principal-enablement/progress.ts';
import { plotSpec } from '../../src/diagrams/plot-spec.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/modules/principal-enablement.mdx');
const standard = read('artefacts/principal-enablement/standard.md');
const plan = read('artefacts/principal-enablement/adoption-plan.md');

const count = (value: number) => `${value < 0 ? '−' : ''}${Math.abs(Math.round(value)).toLocaleString('en')}`;
const share = (services: number) => `${Math.round((services / baseline.services) * 100)}%`;

/** Every one of these stands on the page as printed. */
function prints(...texts: string[]) {
  for (const text of texts) expect(page).toContain(text);
}

describe('throughput', () => {
  it('computes the example', () => {
    const { machine, hands, allByHand, byMachine, byHand, together } = weeks(baseline);
    prints(
      `410 ÷ 6 = ${allByHand.toFixed(1)} weeks`,
      `which is ${machine} services at 40 a week, ${byMachine.toFixed(1)} weeks`,
      `the other ${hands} go by hand at six a week, ${byHand.toFixed(1)} weeks`,
      `Side by side that makes ${together}`,
    );
    const { saved, net } = codemodSaving(baseline);
    prints(
      `so ${machine} save ${(saved * 5).toFixed(1)} days or ${saved.toFixed(1)} engineer-weeks: ${Math.round(net)} more`,
    );
    prints(`Half an hour each would be ${Math.round(machine / 2)} h, under four of the ${Math.round(net)}`);
    expect(machine / 2 / 40).toBeLessThan(4);
  });

  it('gains by covering more and not by going faster', () => {
    const faster = weeks({ ...baseline, automatedPerWeek: 80 });
    const wider = weeks({ ...baseline, automated: 0.8 });
    expect(faster.together).toBe(weeks(baseline).together);
    prints(
      `covering 80% leaves ${wider.hands} services and ${wider.together.toFixed(1)} weeks`,
      `287 ÷ 80 = ${faster.byMachine.toFixed(1)} weeks instead of 7.2`,
      `${wider.machine} by machine in ${wider.byMachine} weeks, ${wider.hands} by hand in ${wider.byHand.toFixed(1)}`,
      `${(weeks(baseline).together - wider.together).toFixed(1)} weeks earlier`,
    );
    const more = wider.machine - weeks(baseline).machine;
    prints(`The ${more} services save another ${more * 1.5} days, ${((more * 1.5) / 5).toFixed(1)} engineer-weeks`);
  });
});

describe('the year', () => {
  it('plans the cumulated segments of Rogers', () => {
    const [, q1, q2, q3, q4] = planned.map(([, services]) => services);
    expect([q1, q2, q3, q4]).toEqual([0.16, 0.5, 0.84, 1].map((part) => Math.round(part * baseline.services)));
    prints(`16% after one quarter (${q1} services), 50% after two (${q2}), 84% after three (${q3})`);
    for (const target of [`Q1: ${q1}`, `Q2: ${q2}`, `Q3: ${q3}`, `Q4: ${q4}`]) expect(plan).toContain(target);
  });

  it('stalls at 71% and accounts for every service left', () => {
    const at = new Map(actual);
    const plateau = at.get(33) ?? 0;
    expect(at.get(39)).toBe(plateau);
    expect(plateau).toBe(273 + 18);
    expect(share(plateau)).toBe('71%');
    const rest = Object.values(left).reduce((sum, part) => sum + part, 0);
    expect(plateau + rest).toBe(baseline.services);
    expect(left.codemodNotMerged).toBe(weeks(baseline).machine - 273);
    prints(`The remaining ${rest} of 410`, `${plateau} services, 71%`);
    const listed = [...page.matchAll(/^\| (\d+) \| [a-z]/gm)].map(([, services]) => Number(services));
    expect(listed.toSorted((a, b) => b - a)).toEqual(Object.values(left).toSorted((a, b) => b - a));
    expect(at.get(44)).toBe(plateau + left.erpAdapters);
    expect(at.get(52)).toBe(plateau + rest - left.exempted);
    prints(`to ${at.get(44)}.`, `at six a week: ${at.get(52)}`);
    const covered = weeks(baseline).machine + left.erpAdapters;
    prints(`it covered ${covered} of 410, ${share(covered)}`);
  });

  it('draws what the alternative text says', () => {
    for (const spec of [curve, money]) expect(plotSpec.safeParse(spec).success).toBe(true);
    for (const [week, text] of [
      [26, '49 per cent at week 26'],
      [44, '86 per cent at week 44'],
      [52, '99 per cent at week 52'],
    ] as const) {
      const services = new Map(actual).get(week) ?? 0;
      expect(text.startsWith(String(Math.round((services / 410) * 100)))).toBe(true);
      prints(text);
    }
  });

  it('has services on the baseline for 48% of their weeks', () => {
    let area = 0;
    for (const [index, [week, services]] of actual.entries()) {
      const [earlier, before] = actual[index - 1] ?? [week, services];
      area += ((services + before) / 2) * (week - earlier);
    }
    prints(`on the baseline for ${Math.round((area / (52 * 410)) * 100)}% of their weeks`);
  });
});

describe('the platform', () => {
  const sixWithIncidents = { ...six, incidentHours: avoided };

  it('prints the table', () => {
    const versions = [six, sixWithIncidents, four].map(steadyYear);
    const row = (name: string) => {
      const line = page.split('\n').find((text) => text.replaceAll('**', '').startsWith(`| ${name} |`)) ?? '';
      return line
        .replaceAll('**', '')
        .split('|')
        .slice(2, -1)
        .map((cell) => cell.trim());
    };
    expect(row('Cost')).toEqual(versions.map(({ cost }) => count(cost)));
    expect(row('Benefit')).toEqual(versions.map(({ benefit }) => count(benefit)));
    expect(row('Net')).toEqual(versions.map(({ net }) => count(net)));
  });

  it('breaks even at 80 teams, 4.6 hours, 53.3 teams', () => {
    prints(
      `6 engineers × 46 weeks × 40 h   = ${count(steadyYear(six).cost)} h a year`,
      `${steadyYear(six).perTeam} h a year and team`,
      `So ${steadyYear(six).breakEvenTeams} teams`,
      `52 teams save ${count(steadyYear(six).benefit)} hours a year, and six engineers cost ${count(steadyYear(six).cost)}`,
      `It would take ${steadyYear(six).breakEvenHours.toFixed(1)} hours a week`,
      `needs ${steadyYear(four).breakEvenTeams.toFixed(1)} teams`,
      `is worth ${avoided} h a year`,
    );
  });

  it('varies the softest inputs', () => {
    const net = (change: Partial<Platform>) => steadyYear({ ...four, ...change }).net;
    prints(
      `| 1.5 | ${count(net({ savedPerTeam: 1.5 }))} h |`,
      `| 4.5 | ${count(net({ savedPerTeam: 4.5 }))} h |`,
      `| ${steadyYear(four).breakEvenHours.toFixed(2)} | 0 h |`,
      `the year ends at ${count(net({ incidentHours: 0 }))}`,
      `√(9 + 5) = ${Math.sqrt(14).toFixed(1)}`,
      `36 and 20 would be ${(16 / Math.sqrt(56)).toFixed(1)} standard errors apart`,
    );
  });

  it('ends year one in the red', () => {
    const { hands, codemod } = migrationHours(baseline);
    const { net } = steadyYear(four);
    const first = net - hands - codemod;
    for (const sum of [net, -hands, -codemod, first]) expect(page).toMatch(new RegExp(`  ${count(sum)} h$`, 'm'));
    expect(first + net).toBeLessThan(0);
    expect(first + 2 * net).toBeGreaterThan(0);
  });

  it('computes the exercises and the price of 25 standards', () => {
    const small = steadyYear({ engineers: 3, teams: 30, savedPerTeam: 2, incidentHours: 0 });
    prints(
      `3 × 46 × 40 = ${count(small.cost)} h. A team saves ${small.perTeam} h a year, 30 teams ${count(small.benefit)} h`,
      `${['', '', '', '', 'four'][small.breakEvenHours]} hours a week or ${small.breakEvenTeams} teams`,
    );
    const thin = steadyYear({ engineers: 0.5, teams: 30, savedPerTeam: 2, incidentHours: 0 });
    prints(`half an engineer (${thin.cost} h)`, `${Math.round(thin.breakEvenHours * 60)} minutes a week`);
    prints(`${5 + 2 * 7} people sit in it over two years`);
    const hours = 25 * 2 * 52;
    prints(`Arbor's 52 teams ${count(hours)} h, the year of ${(hours / (46 * 40)).toFixed(1)} engineers`);
  });
});

describe('the standard', () => {
  const service = (name: string): Service => parse(read(`artefacts/principal-enablement/service-${name}.yaml`));

  it('has one test for each of its nine MUSTs', () => {
    const ids = [...standard.matchAll(/^\| (SB-\d\d) \| .*\bMUST\b/gm)].map(([, id]) => id);
    expect(ids).toHaveLength(9);
    expect(ids).toEqual(Object.keys(rules));
  });

  it('passes the good service', () => {
    expect(broken(service('good'), '2026-11-21')).toEqual([]);
  });

  it('fails the bad one, honours a valid exemption and not an expired one', () => {
    expect(broken(service('bad'), '2026-11-21')).toEqual([
      'SB-01',
      'SB-04',
      'SB-05',
      'SB-06',
      'SB-07',
      'SB-08',
      'SB-09',
    ]);
    prints(broken(service('bad'), '2026-11-21').join('  '));
    expect(broken(service('bad'), '2026-09-30')).not.toContain('SB-05');
    expect(broken(service('bad'), '2027-04-01')).toContain('SB-03');
  });

  it.each([
    ['SB-02', (s: Service) => ({ ...s, telemetry: { ...s.telemetry, exporter: 'vendor' } })],
    ['SB-05', (s: Service) => ({ ...s, deadline_ms: 200 })],
    ['SB-05', (s: Service) => ({ ...s, deadline_ms: 500 })],
    ['SB-06', (s: Service) => ({ ...s, calls: [{ to: 'x', timeout_ms: 1, retries: 1, retry_budget: 0.1 }] })],
    ['SB-07', (s: Service) => ({ ...s, calls: [{ to: 'x', timeout_ms: 1, retries: 1, idempotent: true }] })],
  ])('finds a breach of %s alone', (id, breach) => {
    expect(broken(breach(service('good')), '2026-11-21')).toEqual([id]);
  });
});

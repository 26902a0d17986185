import { fileURLToPath } from 'node:url';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import * as audit from '../../src/content/artefacts/alerting-quality/audit.ts';
import {
  type Branch,
  branches,
  budgetAtFiring,
  budgetUsed,
  burnRate,
  daysToExhaustion,
  factorFor,
  firingMinutes,
  periodMinutes,
  type Slo,
  slo,
  threshold,
  timeToClear,
  timeToFire,
  trafficForGuard,
} from '../../src/content/artefacts/alerting-quality/burn-rate.ts';
import budgetLeft from '../../src/content/artefacts/alerting-quality/budget-left.plot.ts';
import detectionTime from '../../src/content/artefacts/alerting-quality/detection-time.plot.ts';
import twoWindows, { averageAt } from '../../src/content/artefacts/alerting-quality/two-windows.plot.ts';
import { plotSpec } from '../../src/diagrams/plot-spec.ts';
import { amtool, promtool } from './promtool.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/alerting-quality/', import.meta.url));
const artefact = (name: string) => readFileSync(join(folder, name), 'utf8');
const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const page = oneLine(
  readFileSync(new URL('../../src/content/docs/modules/alerting-quality.mdx', import.meta.url), 'utf8'),
);

const { fast, slow, day, ticket } = branches;

/** The page prints these words; cells of one table row are given one by one. */
function printed(...cells: string[]) {
  expect(page).toContain(cells.length === 1 ? cells[0] : `| ${cells.join(' | ')} |`);
}

const grouped = (value: number) => value.toLocaleString('en-GB');
/** A number as the page prints it: two decimals below 10, one below 100, none from there on. */
const short = (value: number) => grouped(Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)));
const percent = (share: number, digits = 3) => `${grouped(Number((share * 100).toPrecision(digits)))}%`;
const hours = (minutes: number) => minutes / 60;

function fires(errorRatio: number, branch: Branch, objective: Slo = slo): number {
  const minutes = timeToFire(errorRatio, branch, objective);
  if (minutes === undefined) throw new Error(`${branch.name} never fires at ${errorRatio}`);
  return minutes;
}

/** `bad` minutes at `errorRatio`, then `after` clean ones. */
function incident(errorRatio: number, bad: number, after = 400): number[] {
  return [...Array<number>(bad).fill(errorRatio), ...Array<number>(after).fill(0)];
}

describe('the week', () => {
  const { shifts, significantEvents, detectedBefore, detectedAfter } = audit.week;

  it('is the table of the page', () => {
    for (const row of audit.classes) printed(row.name, `${row.before}`, `${row.usefulBefore}`, `${row.after}`);
    printed('All', `${audit.total('before')}`, `${audit.total('usefulBefore')}`, `${audit.total('after')}`);
    const removed = audit.classes.reduce((sum, row) => sum + Math.max(0, row.before - row.after), 0);
    expect(removed).toBe(35);
    expect(audit.total('after')).toBe(audit.total('before') - removed + 1);
    expect(audit.total('before') - audit.total('usefulBefore')).toBe(37);
    expect(shifts).toBe(14);
  });

  it('has the precision, recall and load that the page prints', () => {
    printed(`9 / 46 = ${percent(audit.precision(audit.total('usefulBefore'), audit.total('before')))}`);
    printed(`9 / 11 = ${percent(audit.recall(detectedBefore, significantEvents))}`);
    const precision = percent(audit.precision(audit.total('usefulAfter'), audit.total('after')));
    const recall = percent(audit.recall(detectedAfter, significantEvents));
    const load = (audit.total('before') / shifts).toFixed(1);
    printed(
      `precision ${precision}, recall ${recall}, ${short(audit.total('after') / shifts)} pages a shift instead of ${load}`,
    );
    const [low, high] = audit.wilson(detectedBefore, significantEvents);
    printed(`from ${percent(low, 2)} to ${percent(high, 2)}`);
    const incidents = audit.total('before') - 11;
    printed(`had ${incidents} in 14 shifts, ${(incidents / shifts).toFixed(1)} a shift`);
  });
});

describe('the attempts that fail', () => {
  const alone = (longMinutes: number): Branch => ({
    name: '',
    severity: 'page',
    longMinutes,
    shortMinutes: longMinutes,
    factor: 1,
  });

  it('10 minutes, 36 hours, and a for clause', () => {
    printed(`0.001 × 600 s = ${(fires(1, alone(10)) * 60).toFixed(1)} s`);
    printed(`10 ÷ 43,200 = ${percent(budgetUsed(0.001, 10, slo), 2)}`);
    expect((24 * 60) / 10).toBe(144);
    expect(fires(1, alone(36 * 60)) * 60).toBeCloseTo(2 * 60 + 9.6, 1);
    printed('0.001 × 36 h = 2 min 10 s');
    expect(budgetAtFiring(alone(36 * 60), slo)).toBeCloseTo(0.05);
    printed(`60 ÷ 43.2 = ${percent(budgetUsed(1, 60, slo))}`);
    printed(`each of them costs ${percent(budgetUsed(1, 5, slo))} of the budget`);
  });
});

describe('the rule for 99.9% over 30 days', () => {
  it('has the factors that follow from its budget shares', () => {
    expect(factorFor(0.02, 60, slo)).toBeCloseTo(fast.factor);
    expect(factorFor(0.05, 360, slo)).toBeCloseTo(slow.factor);
    expect(factorFor(0.1, 1440, slo)).toBeCloseTo(day.factor);
    expect(factorFor(0.1, 4320, slo)).toBeCloseTo(ticket.factor);
    const rows: [Branch, string, string, string][] = [
      [fast, 'Page', '1 h', '5 min'],
      [slow, 'Page', '6 h', '30 min'],
      [ticket, 'Ticket', '3 d', '6 h'],
      [day, 'Ticket, optional', '24 h', '2 h'],
    ];
    for (const [branch, severity, long, shortWindow] of rows) {
      expect(branch.shortMinutes * 12).toBe(branch.longMinutes);
      const share = percent(budgetAtFiring(branch, slo));
      printed(
        severity,
        long,
        shortWindow,
        `${branch.factor}`,
        percent(threshold(branch, slo)),
        share,
        `${short(daysToExhaustion(branch.factor, slo))} d`,
      );
    }
  });

  it('lasts as long at burn rates 1, 2 and 10 as the plot draws', () => {
    const ends = plotSpec.parse(budgetLeft).series.map((series) => series.kind === 'line' && series.data.at(-1));
    expect(ends).toEqual([
      [30, 0],
      [15, 0],
      [3, 0],
    ]);
  });

  it('detects when the table says', () => {
    for (const ratio of [1, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001]) {
      const cells = [fast, slow, ticket].map((branch) => timeToFire(ratio, branch, slo));
      printed(percent(ratio), ...cells.map((minutes) => (minutes === undefined ? 'never' : short(minutes))));
    }
    printed(`pages after ${fires(0.008, slow).toFixed(0)} minutes`);
    printed(`empty the budget in ${daysToExhaustion(burnRate(0.014, slo), slo).toFixed(2)} days`);
    const floor = fires(1, fast);
    printed(`after up to ${(floor + 0.5 + 1 + 1 + 0.5).toFixed(1)} minutes, not ${short(floor)}`);
  });

  it('replayed minute by minute agrees with the closed forms', () => {
    expect(firingMinutes(incident(0.02, 60), [fast], slo)).toEqual(Array.from({ length: 18 }, (_, i) => 44 + i));
    expect(firingMinutes(incident(0.02, 120), [fast, slow], slo).at(-1)).toBe(140);
    expect(firingMinutes(incident(0.01, 240), [fast], slo)).toEqual([]);
    expect(firingMinutes(incident(0.01, 240), [fast, slow], slo)[0]).toBe(217);
  });

  it('under steady traffic never needs the 24 h branch', () => {
    let state = 7;
    const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
    const series = Array.from({ length: 60 }, () => {
      const ratio = random() < 0.3 ? random() * 0.03 : random() * 0.001;
      return Array<number>(100).fill(ratio);
    }).flat();
    const byDay = firingMinutes(series, [day], slo);
    expect(byDay.length).toBeGreaterThan(100);
    const byTicket = new Set(firingMinutes(series, [ticket], slo));
    expect(byDay.filter((minute) => !byTicket.has(minute))).toEqual([]);
  });
});

describe('the two windows', () => {
  it('15% for ten minutes fires at 5.8 and resets 4.5 after the end', () => {
    const start = fires(0.15, fast);
    const clear = timeToClear(0.15, fast.shortMinutes, fast, slo);
    printed(`1.44 ÷ 15 × 60 = ${start.toFixed(1)} minutes`);
    printed(`5 × (1 − 1.44 ÷ 15) = ${clear.toFixed(1)} minutes`);
    printed(`with ${percent(budgetUsed(0.15, 10, slo), 2)} of the budget spent`);
    expect((threshold(fast, slo) / 0.15) * fast.shortMinutes).toBeCloseTo(0.5, 1);
    const minutes = firingMinutes(incident(0.15, 10), [fast, slow], slo);
    expect([minutes[0], minutes.at(-1)]).toEqual([Math.ceil(start), Math.floor(10 + clear)]);
    const longAlone = timeToClear(0.15, fast.longMinutes, fast, slo);
    printed(`it clears ${longAlone.toFixed(0)} minutes after the errors end`);
    expect(longAlone - clear).toBeCloseTo(50, 0);
    expect(averageAt(10 + longAlone, 60)).toBeCloseTo(threshold(fast, slo));
  });

  it('the reset grows once the 6 h branch is on, at 5% of the budget', () => {
    printed(`30 × (1 − 0.6 ÷ 2) = ${timeToClear(0.02, 30, slow, slo).toFixed(0)} minutes`);
    expect(fires(1, slow)).toBeCloseTo(2.16);
    printed(`more than 2.16 minutes it ends ${timeToClear(1, 30, slow, slo).toFixed(1)} minutes past recovery`);
    expect(budgetUsed(0.02, fires(0.02, slow), slo)).toBeCloseTo(0.05);
  });

  it('is drawn from the same numbers', () => {
    expect(plotSpec.parse(detectionTime).series).toHaveLength(3);
    expect(plotSpec.parse(twoWindows).regions).toHaveLength(1);
  });
});

describe('other objectives, low traffic', () => {
  it('has the thresholds of the table', () => {
    for (const target of [0.9999, 0.999, 0.99, 0.95, 0.9]) {
      const objective: Slo = { target, periodDays: 30 };
      printed(
        percent(target, 4),
        grouped(Math.round(burnRate(1, objective))),
        percent(threshold(fast, objective)),
        percent(threshold(slow, objective)),
      );
    }
    expect(periodMinutes(slo) * 0.0001 * 60).toBeCloseTo(4 * 60 + 19, 0);
    expect(burnRate(15 / 60, { target: 0.9, periodDays: 30 })).toBeCloseTo(2.5);
    printed(`the factor is 2.5 and a page means ${percent(budgetAtFiring({ ...fast, factor: 2.5 }, slo), 2)}`);
    const month: Slo = { target: 0.999, periodDays: 28 };
    printed(
      `${factorFor(0.02, 60, month).toFixed(2)}, ${factorFor(0.05, 360, month).toFixed(1)} and ${factorFor(0.1, 4320, month).toFixed(2)}`,
    );
  });

  it('has the figures of ten requests an hour', () => {
    const requests = 10 * hours(periodMinutes(slo));
    const allowed = requests * 0.001;
    printed(`${grouped(requests)} requests and ${allowed.toFixed(1)} allowed failures`);
    printed(`One failure is ${percent(1 / allowed)} of the budget`);
    expect(burnRate(1 / 10, slo)).toBeCloseTo(100);
    printed(`presuppose ${trafficForGuard(10, threshold(fast, slo))} requests an hour`);
    expect((10 / 100) * 60).toBe(6);
  });
});

describe('the exercises', () => {
  it('99.5% over 28 days', () => {
    const objective: Slo = { target: 0.995, periodDays: 28 };
    const first: Branch = { ...fast, longMinutes: 30, shortMinutes: 2.5, factor: factorFor(0.01, 30, objective) };
    const second: Branch = { ...slow, factor: factorFor(0.05, 360, objective) };
    printed(`${first.factor.toFixed(2)} and 5% × 672 ÷ 6 = ${second.factor.toFixed(1)}`);
    printed(`${percent(threshold(first, objective))} and 5.6 × 0.5% = ${percent(threshold(second, objective))}`);
    printed(`6.72 ÷ 10 × 30 = ${short(fires(0.1, first, objective))} minutes`);
    printed(`2.8 ÷ 10 × 360 = ${short(fires(0.1, second, objective))}.`);
  });

  it('the month of 60 pages', () => {
    expect(22 + 14 + 10 + 9 + 5).toBe(60);
    printed(`12 ÷ 60 = ${percent(audit.precision(1 + 2 + 9, 60))}`);
    printed(`11 of them useful: ${percent(audit.precision(9 + 2, 10 + 2), 2)}`);
  });

  it('the for clause of the broken rules', () => {
    const delayed = fires(1, fast) + 30;
    printed(
      `${short(fires(1, fast))} to ${delayed.toFixed(1)} minutes, ${percent(budgetUsed(1, delayed, slo), 2)} of the budget`,
    );
  });

  it('5% for 30 and for 60 minutes', () => {
    printed(`1.44 ÷ 5 × 60 = ${short(fires(0.05, fast))} minutes`);
    printed(`0.6 ÷ 5 × 360 = ${short(fires(0.05, slow))}.`);
    printed(
      `5 × (1 − 1.44 ÷ 5) = ${timeToClear(0.05, 5, fast, slo).toFixed(1)} minutes after the errors, with ${percent(budgetUsed(0.05, 30, slo), 2)} used`,
    );
    printed(
      `30 × (1 − 0.6 ÷ 5) = ${timeToClear(0.05, 30, slow, slo).toFixed(1)} minutes after, with ${percent(budgetUsed(0.05, 60, slo), 2)} used`,
    );
  });

  it('sixty requests an hour', () => {
    const requests = 60 * hours(periodMinutes(slo));
    printed(`${grouped(requests)} requests and ${(requests * 0.001).toFixed(1)} allowed failures`);
    printed(`One failure in an hour is ${percent(1 / 60)}`);
    printed(`for ${percent(1 / (requests * 0.001), 2)} of the budget`);
    const lower = threshold(fast, { target: 0.995, periodDays: 30 });
    printed(`the fast threshold is ${percent(lower)}: five failures`);
    expect(Math.floor(lower * 60) + 1).toBe(5);
    expect(Math.floor(threshold(fast, slo) * 360) + 1).toBe(6);
  });
});

interface Rule {
  record?: string;
  alert?: string;
  expr: string;
  labels?: Record<string, string>;
}

function rulesOf(name: string): Rule[] {
  const { groups } = parse(artefact(name)) as { groups: { rules: Rule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

const minutesOf = (duration: string) =>
  Number(duration.slice(0, -1)) * { m: 1, h: 60, d: 1440 }[duration.slice(-1) as 'm' | 'h' | 'd'];

const ruleTests = ['burn-rate.test.yaml', 'burn-rate-ticket.test.yaml'];

describe('the rule files', () => {
  it.each(['burn-rate.rules.yaml', 'broken.rules.yaml'])('%s holds PromQL that parses', (name) => {
    const errors: string[] = [];
    for (const { expr } of rulesOf(name)) {
      parser
        .parse(expr)
        .iterate({ enter: ({ type, from }) => void (type.isError && errors.push(`${expr} at ${from}`)) });
    }
    expect(errors).toEqual([]);
  });

  it('compares with the thresholds that follow from the objective', () => {
    const compared = rulesOf('burn-rate.rules.yaml').flatMap(({ alert, expr }) =>
      [...expr.matchAll(/ratio_rate(\w+)\{job="checkout"\} > (?:([\d.]+) \* )?([\d.]+)/g)].map(
        ([, window = '', factor = '1', budget]) => [alert, minutesOf(window), Number(factor) * Number(budget)],
      ),
    );
    const expected = [fast, slow, day, ticket].flatMap((branch) =>
      [branch.longMinutes, branch.shortMinutes].map((window) => [
        branch.severity === 'page' ? 'ErrorBudgetBurnPage' : 'ErrorBudgetBurnTicket',
        window,
        expect.closeTo(threshold(branch, slo), 9),
      ]),
    );
    expect(compared).toEqual(expected);
  });

  it('records each window that an alert reads, and only those', () => {
    const rules = rulesOf('burn-rate.rules.yaml');
    const recorded = rules.flatMap(({ record }) => record ?? []);
    const read = rules.flatMap(({ alert, expr }) =>
      alert === undefined ? [] : (expr.match(/job:slo_errors_per_request:\w+/g) ?? []),
    );
    expect(new Set(recorded)).toEqual(new Set(read));
    for (const { record, expr } of rules) if (record) expect(expr).toContain(`[${record.split('ratio_rate')[1]}]`);
  });

  it('carries labels that Alertmanager routes and inhibits by', () => {
    const alertmanager = artefact('alertmanager.yaml');
    const routed = [
      'ticket',
      ...[...alertmanager.matchAll(/- matchers: \[severity="(\w+)"\]/g)].map(([, severity]) => severity),
    ];
    const severities = (name: string) => rulesOf(name).flatMap(({ labels }) => labels?.['severity'] ?? []);
    expect(routed).toEqual(expect.arrayContaining(severities('burn-rate.rules.yaml')));
    expect(routed).not.toContain(severities('broken.rules.yaml')[0]);
    const config = parse(alertmanager) as { inhibit_rules: { equal: string[] }[] };
    expect(config.inhibit_rules[0]?.equal).toEqual(['slo']);
    const burnPage = rulesOf('burn-rate.rules.yaml').find(({ alert }) => alert === 'ErrorBudgetBurnPage');
    expect(alertmanager).toContain('target_matchers: [severity="page", role="caller", failure_domain=~".+"]');
    expect(burnPage?.labels).toMatchObject({ severity: 'page', role: 'caller' });
    expect(burnPage?.labels?.['failure_domain']).toMatch(/./);
    for (const { alert, labels } of rulesOf('burn-rate.rules.yaml')) {
      if (alert?.startsWith('ErrorBudget')) expect(labels).toHaveProperty('slo');
    }
  });

  it('loads in Alertmanager and routes each severity to its receiver', (context) => {
    expect(amtool(['check-config', 'alertmanager.yaml'], folder, context)).toContain('SUCCESS');
    const reached = (severity: string) =>
      amtool(
        [
          'config',
          'routes',
          'test',
          '--config.file=alertmanager.yaml',
          `severity=${severity}`,
          'slo=checkout-availability',
        ],
        folder,
        context,
      ).trim();
    expect(['page', 'ticket', 'heartbeat', 'critical'].map(reached)).toEqual([
      'pager',
      'tickets',
      'heartbeat',
      'tickets',
    ]);
  });

  it('passes its promtool tests, whose minutes the page prints', (context) => {
    printed(
      'for 60 minutes page in minute 44, the first evaluation after 43.2, and the page ends 2 minutes after recovery',
    );
    printed('after minute 108, and the page ends 21 minutes after recovery');
    printed('fires after minute 216');
    expect(promtool(['test', 'rules', ...ruleTests], folder, context)).toContain('SUCCESS');
  });

  it('passes them with the ranges of Prometheus 3, which leave out the left edge', (context) => {
    const leftOpen = artefact('burn-rate.rules.yaml').replace(
      /\[(\d+[mhd])\]/g,
      (_, window: string) => `[${minutesOf(window) * 60 - 1}s]`,
    );
    const tests = Object.fromEntries(ruleTests.map((name) => [name, artefact(name)]));
    const there = scratch({ 'burn-rate.rules.yaml': leftOpen, ...tests });
    expect(promtool(['test', 'rules', ...ruleTests], there, context)).toContain('SUCCESS');
  });
});

describe('the broken rules', () => {
  /** The five repairs of the answer, in its order. */
  const repairs: ((rules: string) => string)[] = [
    (rules) =>
      rules.replace(
        /rate\((\w+)\[(\w+)\]\) \/ rate\((\w+)\[\w+\]\)/g,
        'sum by (job) (rate($1[$2])) / sum by (job) (rate($3[$2]))',
      ),
    (rules) => rules.replaceAll('0.01', '0.001'),
    (rules) => rules.replace(/\bor\b(?= job:)/, 'and'),
    (rules) => rules.replace(/ +for: 30m\n/, ''),
    (rules) => rules.replace('severity: critical', 'severity: page'),
  ];
  const repaired = (count: number) =>
    repairs.slice(0, count).reduce((rules, repair) => repair(rules), artefact('broken.rules.yaml'));

  /** A promtool test: 2% errors for an hour have raised an alert of `severity`, or nothing, by `minute`. */
  function incidentTest(minute: number, severity: string): string {
    const exp_alerts =
      severity === 'nothing' ? [] : [{ exp_labels: { job: 'checkout', severity, slo: 'checkout-availability' } }];
    return JSON.stringify({
      rule_files: ['rules.yaml'],
      tests: [
        {
          interval: '1m',
          input_series: [
            { series: 'slo_requests_total{job="checkout"}', values: '0+6000x420' },
            { series: 'slo_errors_total{job="checkout",code="503"}', values: '0x360 120+120x59' },
          ],
          alert_rule_test: [{ eval_time: `${360 + minute}m`, alertname: 'ErrorBudgetBurnPage', exp_alerts }],
        },
      ],
    });
  }

  it('page nobody, even in a total outage', (context) => {
    expect(promtool(['test', 'rules', 'broken.test.yaml'], folder, context)).toContain('SUCCESS');
  });

  it.for([
    { count: 1, minute: 60, severity: 'nothing' },
    { count: 2, minute: 60, severity: 'critical' },
    { count: 3, minute: 60, severity: 'nothing' },
    { count: 4, minute: 42, severity: 'nothing' },
    { count: 4, minute: 44, severity: 'critical' },
    { count: 5, minute: 44, severity: 'page' },
  ])('with $count repairs raise $severity by minute $minute', ({ count, minute, severity }, context) => {
    expect(repaired(count)).not.toBe(repaired(count - 1));
    const there = scratch({ 'rules.yaml': repaired(count), 'incident.test.yaml': incidentTest(minute, severity) });
    expect(promtool(['test', 'rules', 'incident.test.yaml'], there, context)).toContain('SUCCESS');
  });
});

/** A folder with these files that is removed after the test. */
function scratch(files: Record<string, string>): string {
  const there = mkdtempSync(join(tmpdir(), 'alerting-quality-'));
  onTestFinished(() => rmSync(there, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(there, name), text);
  return there;
}

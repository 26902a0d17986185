import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  asItWas,
  badRequests,
  duration,
  load,
  type Phases,
  predicted,
  valueOfAction,
} from '../../src/content/artefacts/postmortems/impact.ts';
import { comparePeriods } from '../../src/content/artefacts/postmortems/mttr.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/modules/postmortems.mdx');
const template = read('artefacts/postmortems/postmortem.md');
const bad = (phases: Phases) => badRequests(phases, load.requestsPerSecond, load.errorRatio);
const count = (n: number) => Math.round(n).toLocaleString('en-US');
/** The page: nine incidents in nine months. */
const perYearInAll = (9 / 9) * 12;
const percent = (share: number, digits = 0) => `${(share * 100).toFixed(digits)}%`;

describe('the worked incident', () => {
  it('lasts 74 minutes and crosses the 20% trigger', () => {
    expect(duration(asItWas)).toBe(74);
    const requests = load.requestsPerSecond * 86_400 * 0.001;
    for (const figure of [count(bad(asItWas)), count(requests * 28)]) expect(page).toContain(figure);
    expect(page).toContain(percent(bad(asItWas) / (requests * 28), 1));
    expect(template).toContain(count(bad(asItWas)));
    expect(template).toContain(percent(bad(asItWas) / (requests * 28), 1));
  });

  it('would last 30.2 minutes, at 9.0% of the four-week budget', () => {
    expect(duration(predicted)).toBeCloseTo(30.2);
    const fourWeeks = load.requestsPerSecond * 86_400 * 28 * 0.001;
    for (const figure of [
      '7.2',
      '30.2 minutes',
      count(bad(predicted)),
      `${percent(bad(predicted) / fourWeeks, 1)}, against ${percent(bad(asItWas) / fourWeeks, 1)}`,
      percent(1 - bad(predicted) / bad(asItWas)),
    ]) {
      expect(page).toContain(figure);
    }
    expect(template).toContain('31 → 7.2 min');
  });

  it('keeps the clock of the template in step', () => {
    const minutes = [...template.matchAll(/^\| (\d\d):(\d\d) \|/gm)].map(
      ([, hours, rest]) => Number(hours) * 60 + Number(rest),
    );
    const [, firstError = 0, escalated = 0, engaged = 0, found = 0, mitigated = 0] = minutes;
    expect({
      detect: escalated - firstError,
      engage: engaged - escalated,
      diagnose: found - engaged,
      mitigate: mitigated - found,
    }).toEqual(asItWas);
  });

  it('ranks actions by minutes, recurrence and effort', () => {
    const perYear = (ofNine: number) => (ofNine / 9) * perYearInAll;
    const saved = { detect: asItWas.detect - predicted.detect, all: duration(asItWas) };
    const rows: [string, number, number, number][] = [
      ['Burn-rate page', saved.detect, perYear(6), 3],
      ['Marks on dashboards', asItWas.diagnose - predicted.diagnose, perYear(6), 5],
      ['One-command rollback', asItWas.mitigate - predicted.mitigate, perYear(6), 12],
      ['Validation and canary', saved.all, perYear(3), 15],
    ];
    for (const [name, minutes, times, days] of rows) {
      expect(page).toContain(
        `| ${name} | ${String(minutes)} | ${String(times)} | ${String(days)} | ${valueOfAction(minutes, times, days).toFixed(0)} |`,
      );
    }
  });
});

describe('means of durations', () => {
  it.each([
    [25, 1],
    [25, 0.9],
    [25, 0.7],
    [100, 1],
    [100, 0.9],
    [100, 0.7],
  ])('prints %d incidents at a factor of %d', (incidents, factor) => {
    const { looksBetter, looksWorse } = comparePeriods(incidents, factor);
    const name = { 1: 'nothing changed', 0.9: '10% shorter', 0.7: '30% shorter' }[factor];
    expect(page).toContain(`| ${incidents} | ${name} | ${percent(looksBetter)} | ${percent(looksWorse)} |`);
  });
});

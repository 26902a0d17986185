import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  bothAtOnce,
  checkoutErrors,
  diagnoseFirst,
  rollbackFirst,
  rollbackThenDiagnose,
} from '../../src/content/artefacts/incident-leadership/rollback.ts';
import { cadence, commandHours, updatesDue } from '../../src/content/artefacts/incident-leadership/update-timer.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/modules/incident-leadership.mdx');
const kit = read('artefacts/incident-leadership/ic-kit.md');
const one = (minutes: number) => minutes.toFixed(1);

describe('rollback or diagnosis', () => {
  it.each([0.7, 0.3, 0.1])('prints the row for p = %d', (p) => {
    const situation = checkoutErrors(p);
    const row = [
      p,
      ...[rollbackFirst, diagnoseFirst, rollbackThenDiagnose, bothAtOnce].map((strategy) => one(strategy(situation))),
    ];
    expect(page).toContain(`| ${row.join(' | ')} |`);
  });

  it('gains D − R(1 − p), worth 158,400 dollars', () => {
    const situation = checkoutErrors(0.7);
    const gain = diagnoseFirst(situation) - rollbackFirst(situation);
    expect(gain).toBeCloseTo(20 - 8 * 0.3);
    expect(page).toContain(`${one(gain)} minutes`);
    expect(page).toContain(`${Math.round(gain * 9000).toLocaleString('en-US')} dollars`);
  });

  it('breaks even where the page says', () => {
    const slow = { ...checkoutErrors(0.2), rollback: 25 };
    expect(rollbackFirst(slow)).toBeCloseTo(diagnoseFirst(slow));
    const even = checkoutErrors(8 / 28);
    expect(rollbackThenDiagnose(even)).toBeCloseTo(diagnoseFirst(even));
    expect((8 / 28).toFixed(2)).toBe('0.29');
    expect(page).toContain('0.29');
  });

  it('never loses by diagnosing in parallel while R ≤ D', () => {
    for (let p = 0; p <= 1; p += 0.05)
      expect(bothAtOnce(checkoutErrors(p))).toBeLessThanOrEqual(diagnoseFirst(checkoutErrors(p)) + 1e-9);
  });

  it('prices the wrong guess of the self-check', () => {
    expect(8 * (1 - 0.1)).toBeCloseTo(7.2);
    expect(page).toContain('7.2 minutes');
  });

  it('counts the impact', () => {
    expect(page).toContain(`${(18 * 9000).toLocaleString('en-US')} dollars`);
  });
});

describe('exercise with two changes', () => {
  const [a, b] = [
    { p: 0.4, minutes: 5 },
    { p: 0.4, minutes: 15 },
  ];
  const inTurn = (first: typeof a, second: typeof a) => first.minutes + (1 - first.p) * second.minutes;
  it('orders by chance gained per minute', () => {
    expect([inTurn(a, b), inTurn(b, a)]).toEqual([14, 18]);
    const parallel = a.p * a.minutes + (1 - a.p) * b.minutes;
    expect(parallel).toBe(11);
    for (const figure of ['14 minutes', '18 minutes', '11 minutes', '8%', '2.7%']) expect(page).toContain(figure);
  });
});

describe('the timer', () => {
  it('lists the first hour of a SEV1', () => {
    expect(updatesDue(1, 60).map(({ minute, what }) => `${minute} ${what}`)).toEqual([
      '15 internal update',
      '30 internal update',
      '30 external update',
      '45 internal update',
      '60 internal update',
      '60 external update',
    ]);
  });
  it('asks for a handover after four hours', () => {
    expect(updatesDue(3, 250).filter(({ what }) => what === 'hand over command')).toEqual([
      { minute: 240, what: 'hand over command' },
    ]);
  });
  it('agrees with the page and the kit', () => {
    expect(page).toContain(
      `inside every ${cadence[1].internal} minutes, and post outside within ${cadence[1].external} and then every ${cadence[1].external}`,
    );
    expect(kit).toContain(`No longer than ${commandHours} hours in command`);
    expect(kit).toMatch(new RegExp(`SEV1.*\\| ${cadence[1].internal} min \\| first within ${cadence[1].external} min`));
    expect(kit).toMatch(new RegExp(`SEV2.*\\| ${cadence[2].internal} min \\| every ${cadence[2].external} min`));
  });
});

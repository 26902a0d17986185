import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  breakEvenMonths,
  delayPerMonth,
  osprey,
  paybackMonths,
  stances,
  tally,
} from '../../src/content/artefacts/influence/pricing.ts';

const path = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(path('docs/modules/influence.mdx'), 'utf8');
const plan = readFileSync(path('artefacts/influence/pre-wire-osprey.md'), 'utf8');
const empty = readFileSync(path('artefacts/influence/pre-wire-plan.md'), 'utf8');

const { statusQuo, rightSized, shared, cells, paymentsApart, move } = osprey;
const first = statusQuo - shared - cells - paymentsApart;
const later = statusQuo - shared - cells;

describe('the price of waiting', () => {
  it('is 640 k a year, 53.3 k a month, 160 k for a quarter', () => {
    const saving = statusQuo - shared;
    expect(saving).toBe(640);
    expect(delayPerMonth(saving).toFixed(1)).toBe('53.3');
    expect(Math.round(3 * delayPerMonth(saving))).toBe(160);
    for (const figure of ['640 k', '53.3 k', '160 k', '980 k', '340 k']) expect(page).toContain(figure);
    expect(plan).toContain(`EUR ${delayPerMonth(saving).toFixed(0)} k a month`);
  });
  it('is 530 k in year 1 and 600 k after the concessions', () => {
    expect([first, later, statusQuo - first, statusQuo - later]).toEqual([530, 600, 450, 380]);
    for (const figure of ['530 k', '600 k', `${delayPerMonth(first).toFixed(1)} k`, '450, then 380'])
      expect(page).toContain(figure);
    expect(plan).toContain('450, then 380');
    expect(plan).toContain(`EUR ${delayPerMonth(first).toFixed(0)} k a month against option 3`);
    expect(plan).toContain(`EUR ${delayPerMonth(later).toFixed(0)} k once Payments has moved`);
    expect(statusQuo - rightSized).toBe(120);
    expect(plan).toContain('EUR 120 k');
  });
  it('pays for the concession after 2.1 months over one year, 3.6 over three', () => {
    const each = [cells + paymentsApart, cells, cells];
    expect(each[0]).toBe(110);
    expect(each.reduce((sum, one) => sum + one)).toBe(190);
    expect(page).toContain(`${breakEvenMonths(each.slice(0, 1), 640).toFixed(1)} months`);
    expect(page).toContain(`${breakEvenMonths(each, 640).toFixed(1)} months`);
    expect(page).toContain(`${breakEvenMonths([...each, 40, 40, 40], 640).toFixed(1)} months, more delay`);
    // The same from the other side: v1 after that delay has saved as much as v3 without any.
    expect(640 - breakEvenMonths(each.slice(0, 1), 640) * delayPerMonth(640)).toBeCloseTo(first);
  });
  it('pays for the move in 5.3 months', () => {
    expect(move).toBe(234);
    expect(plan.match(/\| 234 \|/g)).toHaveLength(2);
    for (const figure of ['234 k', `${paybackMonths(move, first).toFixed(1)} months`]) expect(page).toContain(figure);
  });
});

describe('the forum', () => {
  it('cost 27 person-hours three times over, and 9 for the pre-wire', () => {
    expect(3 * 9).toBe(27);
    const conversations = Object.keys(stances).length * 0.5;
    expect(2 * conversations + 2 * 1).toBe(9);
    expect(2 * conversations + 2 * 1 + (9 * 20) / 60).toBe(12);
    for (const figure of ['27 person-hours', '3.5 hours', '9 person-hours', '12 person-hours'])
      expect(page).toContain(figure);
  });
  it('goes from 2, 3, 2 to 5 supporting, 1 accepting, 1 opposing and committing', () => {
    expect(tally('before')).toEqual([2, 0, 3, 0, 2]);
    expect(tally('after')).toEqual([0, 1, 0, 1, 5]);
  });
  it('is the one in the filled plan', () => {
    for (const [who, { before, after }] of Object.entries(stances)) {
      const sign = (stance: number) => (stance > 0 ? `+${stance}` : stance < 0 ? `−${-stance}` : '0');
      const row = plan.split('\n').find((line) => line.startsWith('|') && line.includes(`, ${who} |`));
      expect(row, who).toContain(`| ${sign(before)} | ${sign(after)} |`);
    }
  });
});

describe('the template', () => {
  const headings = (text: string) => [...text.matchAll(/^\*\*([A-Z][a-z]+)/gm)].map(([, word]) => word);
  it('has every part that the filled plan fills, and a row for doing nothing', () => {
    expect(headings(empty)).toEqual(headings(plan));
    expect(empty).toContain('| 0 Do nothing |');
  });
});

describe('the exercises', () => {
  it('compute the billing monolith', () => {
    const incidents = 5 * 6 * 4;
    const onCall = incidents * 0.09;
    const tickets = 340 * 12 * 0.01;
    expect([incidents, onCall.toFixed(1), tickets.toFixed(1)]).toEqual([120, '10.8', '40.8']);
    const perYear = onCall + tickets + 96;
    expect(perYear.toFixed(1)).toBe('147.6');
    expect((perYear / 12).toFixed(1)).toBe('12.3');
    expect(((420 / (perYear * 0.7)) * 12).toFixed(0)).toBe('49');
    expect(Math.round((340 * 0.7) / 10) * 10).toBe(240);
    for (const figure of ['120 hours', '10.8 k', '40.8 k', '147.6 k', '12.3 k', '49 months', 'About 240 of your 340'])
      expect(page).toContain(figure);
  });
  it('compute the concession', () => {
    expect(breakEvenMonths([60, 60], 300).toFixed(1)).toBe('4.8');
    expect(breakEvenMonths([60], 300).toFixed(1)).toBe('2.4');
    expect(delayPerMonth(300)).toBe(25);
    for (const figure of ['4.8 months', '2.4 months', 'worth 25 k']) expect(page).toContain(figure);
  });
});

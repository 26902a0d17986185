import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  base,
  broken,
  cascade,
  changeDays,
  cheapestSeed,
  fragile,
} from '../../src/content/artefacts/leading-without-authority/cascade.ts';
import { missingRoles } from '../../src/content/artefacts/leading-without-authority/coalition.ts';

const path = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(path('docs/modules/leading-without-authority.mdx'), 'utf8');
const repaired = { ...broken, Search: 1 };

describe('who pays', () => {
  const sum = (teams: string[]) => teams.reduce((days, team) => days + (changeDays[team] ?? 0), 0);
  const all = Object.keys(changeDays);
  const winners = ['Data', 'Fraud'];

  it('is mostly not who benefits', () => {
    const [total, theirs] = [sum(all), sum(winners)];
    expect([total, theirs, total - theirs]).toEqual([173, 42, 131]);
    for (const figure of ['173', '131', '42 engineer-days']) expect(page).toContain(figure);
    expect(page).toContain(`${(theirs / 31).toFixed(1)} quarters`);
    expect(page).toContain(`${(total / 31).toFixed(1)} quarters`);
    expect(page).toContain(`${(((total - theirs) / total) * 100).toFixed(0)}% of the work`);
  });
  it('is half balanced by half an engineer for two quarters', () => {
    const funded = 0.5 * 26 * 5;
    expect(funded).toBe(65);
    expect(page).toContain(`${funded} days`);
    expect(Math.round((funded / 131) * 100)).toBe(50);
    expect(page).toContain('half of the 131');
    expect(page).toContain(`wait ${((42 + funded) / 31).toFixed(1)} quarters for their money instead of 1.4`);
  });
});

describe('the cascade', () => {
  it('prints the three runs', () => {
    expect(cascade(base)).toEqual([1, 2, 4, 5, 7, 9, 10, 11]);
    expect(cascade(broken)).toEqual([1]);
    expect(cascade(repaired)).toEqual([1, 2, 3, 5, 7, 9, 10, 11]);
    expect(page).toContain(cascade(base).join(', '));
    expect(page).toContain(cascade(repaired).join(', '));
  });
  it('is restarted by any team at 1, so the price decides', () => {
    for (const team of Object.keys(broken).filter((name) => name !== 'Platform'))
      expect(cascade({ ...broken, [team]: 1 }).at(-1)).toBe(11);
    expect(cheapestSeed(broken, changeDays)).toBe('Search');
    expect((changeDays['ERP'] ?? 0) / 5).toBe(9);
  });
  it('hardly moves the average', () => {
    const mean = (thresholds: Record<string, number>) =>
      Object.values(thresholds).reduce((total, one) => total + one, 0) / 11;
    expect(page).toContain(`from ${mean(base).toFixed(1)} to ${mean(broken).toFixed(1)}`);
  });
  it('has single points of failure that a second seed removes', () => {
    expect(fragile(base)).toEqual(['Platform', 'Billing']);
    expect(fragile(repaired)).toEqual(['Platform', 'Search', 'Checkout']);
    expect(fragile({ ...repaired, Checkout: 1 })).toEqual(['Platform']);
    expect((changeDays['Search'] ?? 0) + (changeDays['Checkout'] ?? 0)).toBe(13);
    expect(page).toContain('13 engineer-days');
  });
  it('answers the exercise', () => {
    const staging = { A: 0, B: 2, C: 3, D: 3, E: 3, F: 5, G: 6, H: 7 };
    expect(cascade(staging)).toEqual([1]);
    expect(cascade({ ...staging, B: 1 })).toEqual([1, 2]);
    expect(cascade({ ...staging, E: 1 })).toEqual([1, 2, 3, 5, 6, 7, 8]);
    expect(cheapestSeed(staging, { B: 2, C: 6, D: 7, E: 4, F: 9, G: 5, H: 8 })).toBe('E');
    for (const figure of [
      'B at 2',
      'C, D and E at 3',
      'F at 5',
      'G at 6',
      'H at 7',
      '2, 6, 7, 4, 9, 5 and 8',
      '1, 2, 3, 5, 6, 7, 8',
    ])
      expect(page).toContain(figure);
  });
});

describe('the stakeholder sheet', () => {
  const level = z.enum(['low', 'high']);
  const stance = z.number().int().min(-2).max(2);
  const sheet = z
    .strictObject({
      goal: z.string(),
      people: z.array(
        z.strictObject({
          name: z.string(),
          role: z.array(z.enum(['pays', 'benefits', 'veto', 'sponsor'])).min(1),
          power: level,
          interest: level,
          stance,
          target: stance,
          fears: z.string(),
          currency: z.string(),
          ask: z.string(),
          next: z.strictObject({ step: z.string(), week: z.number() }),
        }),
      ),
    })
    .parse(parse(readFileSync(path('artefacts/leading-without-authority/stakeholders.yaml'), 'utf8')));

  it('shows the coalition is one friend so far, as the page says', () => {
    expect(sheet.people).toHaveLength(6);
    expect(missingRoles(sheet.people)).toEqual(['pays', 'veto', 'sponsor']);
    expect(missingRoles(sheet.people.map((one) => ({ ...one, stance: one.target })))).toEqual([]);
    expect(page).toContain('a payer, a veto holder and a sponsor are missing');
  });
  it('asks for no stance that nobody could reach in two quarters', () => {
    for (const one of sheet.people) expect(one.target - one.stance).toBeLessThanOrEqual(3);
  });
});

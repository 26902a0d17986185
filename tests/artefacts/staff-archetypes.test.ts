import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkContract, type Contract } from '../../src/content/artefacts/staff-archetypes/check-contract.ts';
import {
  candidates,
  criteria,
  eligible,
  energyFirst,
  houseWeights,
  weighted,
} from '../../src/content/artefacts/staff-archetypes/scores.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/modules/staff-archetypes.mdx');
const contract = (name: string): Contract => parse(read(`artefacts/staff-archetypes/${name}.yaml`));

describe('choosing', () => {
  it.each(Object.keys(candidates))('prints both scores of %s', (name) => {
    const scores = candidates[name];
    if (!scores) throw new Error(name);
    const table = page.slice(page.indexOf('id="table-scores"')).split('\n\n')[1] ?? '';
    const rows = table.split('\n').map((row) =>
      row
        .replaceAll('**', '')
        .split('|')
        .map((cell) => cell.trim()),
    );
    const column = rows[0]?.indexOf(name) ?? -1;
    const expected = [
      ...criteria.map((criterion) => scores[criterion]),
      weighted(scores, houseWeights).toFixed(2),
      weighted(scores, energyFirst).toFixed(2),
    ];
    expect(rows.slice(2).map((row) => row[column])).toEqual(expected.map(String));
  });

  it('weighs to 1 and leaves out shapes without demand or sponsor', () => {
    for (const weights of [houseWeights, energyFirst])
      expect(criteria.reduce((sum, c) => sum + weights[c], 0)).toBeCloseTo(1);
    expect(eligible(candidates, houseWeights).map(([name]) => name)).toEqual(['Architect', 'Solver']);
    const [first, second] = eligible(candidates, energyFirst);
    expect(first?.[0]).toBe('Architect');
    expect((first?.[1] ?? 0) - (second?.[1] ?? 0)).toBeCloseTo(0.1);
  });
});

describe('the four weeks', () => {
  it('have 38 hours each', () => {
    const table = page.slice(page.indexOf('id="table-weeks"')).split('\n\n')[1] ?? '';
    const rows = table
      .split('\n')
      .slice(2)
      .map((row) => row.split('|').slice(2, 6).map(Number));
    expect(rows).toHaveLength(6);
    for (const column of [0, 1, 2, 3]) expect(rows.reduce((sum, row) => sum + (row[column] ?? NaN), 0)).toBe(38);
  });
});

describe('the contract', () => {
  it('passes as printed, at exactly 38 hours', () => {
    const good = contract('contract');
    expect(checkContract(good)).toEqual([]);
    const one = good.engagements[0];
    if (one) one.hours_per_week += 1;
    expect(checkContract(good)).toEqual(['39 hours a week are promised; 38 exist']);
  });

  it('fails as printed where everybody gets an hour', () => {
    const problems = checkContract(contract('contract-overcommitted'));
    expect(problems).toEqual([
      '50 hours a week are promised; 38 exist',
      'more than two collaborations at once',
      'Sponsor or Guide on more than two projects',
      'nothing is out of scope, so everything is in it',
      'nobody sponsors it',
      'all twelve teams: no exit criterion or no end date',
      'orders rewrite: no exit criterion or no end date',
    ]);
    expect(page).toContain(problems.join('\n'));
  });

  it('has ten hours back once everybody gets office hours', () => {
    const draft = contract('contract-overcommitted');
    const first = draft.engagements[0];
    if (!first) throw new Error('no engagement');
    draft.engagements[0] = {
      team: first.team,
      mode: 'x-as-a-service',
      hours_per_week: 2,
      exit_criterion: 'reviewed',
      ends_on: '2027-06-30',
    };
    const hours = draft.engagements.reduce(
      (sum, { hours_per_week }) => sum + hours_per_week,
      draft.deep_work_hours + draft.sponsorship_hours + draft.reactive_hours,
    );
    expect(hours).toBe(28);
    expect(page).toContain('the hours (28)');
    expect(checkContract(draft)).toHaveLength(3);
  });
});

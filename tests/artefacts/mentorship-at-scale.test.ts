import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  after,
  agreement,
  before,
  bootstrap,
  designsNeeded,
  interval,
  type Verdicts,
  z,
} from '../../src/content/artefacts/mentorship-at-scale/kappa.ts';
import { readLedger, shareWhere, topShare } from '../../src/content/artefacts/mentorship-at-scale/ledger.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/modules/mentorship-at-scale.mdx');
const percent = (share: number) => `${Math.round(share * 100)}%`;

/** Cells of the row that begins with `name`, in the table of that id, without its name. */
function row(table: string, name: string): string[] {
  const line = page
    .slice(page.indexOf(`id="${table}"`))
    .split('\n')
    .find((text) => text.replaceAll('**', '').startsWith(`| ${name} |`));
  if (!line) throw new Error(`${table} has no row ${name}`);
  return line
    .replaceAll('**', '')
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
}

describe('agreement of two reviewers', () => {
  it('prints the table of the example', () => {
    const samples = [before, after];
    expect(row('table-kappa', 'Observed')).toEqual(samples.map((s) => agreement(s).observed.toFixed(3)));
    expect(row('table-kappa', 'Chance')).toEqual(samples.map((s) => agreement(s).chance.toFixed(3)));
    expect(row('table-kappa', 'Kappa')).toEqual(samples.map((s) => agreement(s).kappa.toFixed(2)));
    expect(row('table-kappa', '95% from')).toEqual(samples.map((s) => interval(s)[0].toFixed(2)));
    expect(row('table-kappa', '95% to')).toEqual(samples.map((s) => interval(s)[1].toFixed(2)));
  });

  it('prints the four cells and the pass rates', () => {
    expect(page).toContain('both pass 18, both fail 12, only A passes 4, only B passes 6');
    expect(page).toContain(`gave ${after.bothPass}, ${after.bothFail}, ${after.onlyAPasses} and ${after.onlyBPasses}`);
    const passes = (s: Verdicts) => 2 * s.bothPass + s.onlyAPasses + s.onlyBPasses;
    expect(page).toContain(
      `passed ${passes(before)} and ${passes(after)} of their ${2 * agreement(before).n} verdicts`,
    );
  });

  it('says how far apart the samples are and how many designs would settle it', () => {
    expect(page).toContain(`the difference is ${z(before, after).toFixed(2)} standard errors`);
    expect(page).toContain(`about ${designsNeeded(before, after)} designs`);
    const needed = 40 * ((1.96 + 0.8416) / 1.43) ** 2;
    expect(page).toContain(`= ${needed.toFixed(1)}, so ${Math.ceil(needed)}`);
    expect(Math.ceil(needed)).toBe(designsNeeded(before, after));
    expect(interval(before)[1]).toBeGreaterThan(interval(after)[0]);
  });

  it('agrees with a bootstrap to within 0.05', () => {
    let state = 7;
    const random = () => {
      state = (state * 1_664_525 + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    for (const sample of [before, after])
      for (const [index, bound] of bootstrap(sample, random).entries())
        expect(Math.abs(bound - (interval(sample)[index] ?? Number.NaN))).toBeLessThan(0.05);
  });

  it('is 1 where both always agree and 0 where they mark by chance', () => {
    expect(agreement({ bothPass: 5, onlyAPasses: 0, onlyBPasses: 0, bothFail: 5 }).kappa).toBe(1);
    expect(agreement({ bothPass: 4, onlyAPasses: 4, onlyBPasses: 4, bothFail: 4 }).kappa).toBe(0);
  });

  it('computes the exercises', () => {
    const thirty = { bothPass: 15, onlyAPasses: 6, onlyBPasses: 4, bothFail: 5 };
    const one = agreement(thirty);
    expect(page).toContain(`20 of 30, ${one.observed.toFixed(3)}`);
    expect(page).toContain(`= ${one.chance.toFixed(3)}. Kappa is 0.113 ÷ 0.447 = ${one.kappa.toFixed(2)}, fair`);
    const [low, high] = interval(thirty);
    expect(page).toContain(`interval from −${Math.abs(low).toFixed(2)} to ${high.toFixed(2)}`);
    expect((one.observed - one.chance).toFixed(3)).toBe('0.113');
    expect((1 - one.chance).toFixed(3)).toBe('0.447');

    const fifty = { bothPass: 43, onlyAPasses: 3, onlyBPasses: 3, bothFail: 1 };
    const two = agreement(fifty);
    expect(percent(two.observed)).toBe('88%');
    expect(page).toContain(`0.8464 + 0.0064 = ${two.chance.toFixed(3)} and kappa is ${two.kappa.toFixed(2)}`);
    expect(page).toContain(`from below zero to ${interval(fifty)[1].toFixed(2)}`);
    expect(page).toContain(`pass 92% of designs agree on ${percent(two.chance)} by accident`);
  });
});

describe('the ledger', () => {
  const rows = readLedger(read('artefacts/mentorship-at-scale/ledger.csv'));
  const earlier = rows.filter((entry) => entry.period === 'before');
  const later = rows.filter((entry) => entry.period === 'after');

  it('has twelve assignments a period and the printed concentration', () => {
    expect([earlier.length, later.length]).toEqual([12, 12]);
    expect(page).toContain(`held ${percent(topShare(earlier))} of the twelve`);
    expect(page).toContain(`brought it to ${percent(topShare(later))}, ${topShare(later) * 12} of 12`);
    expect(topShare(earlier) * 12).toBe(9);
    const different = earlier.map((entry, index) => ({ ...entry, person: String(index) }));
    expect(page).toContain(`The floor is ${percent(topShare(different))}`);
  });

  it('counts remote seniors', () => {
    const remote = [earlier, later].map((part) => shareWhere(part, (entry) => entry.remote === 'yes') * 12);
    expect(page).toContain(`had held ${remote[0]} of 12 and now held ${remote[1]}`);
  });

  it('expects two to eight of twelve in 19 cases of 20', () => {
    const p = 13 / 34;
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    const between = (from: number, to: number) => {
      let sum = 0;
      for (let k = from; k <= to; k += 1) sum += choose(12, k) * p ** k * (1 - p) ** (12 - k);
      return sum;
    };
    expect(percent(p)).toBe('38%');
    expect(between(2, 8)).toBeGreaterThan(0.95);
    expect(between(2, 7)).toBeLessThan(0.95);
    expect(page).toContain('gets between two and eight of twelve in 19 cases of 20');
  });
});

describe('the programme', () => {
  it('reaches and costs what is printed', () => {
    expect(page).toContain(`ten of 34 seniors, ${percent(10 / 34)}`);
    expect(page).toContain(`${percent(10 / 34)} to ${percent(15 / 34)}`);
    const staff = 5 * 3 * 36;
    const seniors = 12 * 2 * 24;
    expect(page).toContain(`5 × 3 h × 36 weeks = ${staff} h`);
    expect(page).toContain(`12 × 2 h × 24 weeks = ${seniors} h`);
    expect(page).toContain(`${(staff + seniors).toLocaleString('en')} h together`);
    expect(page).toContain(`${((3 / 36) * 100).toFixed(1)}% of a Staff`);
    expect(page).toContain(`${((2 / 36) * 100).toFixed(1)}% of a senior`);
  });

  it('reads its results with their counts', () => {
    expect(page).toContain(`from ${percent(2 / 9)} in the first half of the quarter to ${percent(1 / 11)}`);
    expect(page).toContain(`one more would have made it ${percent(2 / 11)}`);
    const perDay = 100 / (12 * 5);
    expect(page).toContain(`${perDay * 3} waiting instead of ${perDay * 9}`);
    const auditsOfOneLead = (2 * 100) / 5 / 12;
    expect(page).toContain(
      `meets the audit ${['', 'once', 'twice', 'three times'][Math.floor(auditsOfOneLead)]} in two`,
    );
    expect(page).toContain(`give ${2 * 3 * 6} marks a head`);
  });
});

describe('the rubric', () => {
  const rubric: { criteria: { id: string; asks: string; anchors: Record<string, string> }[] } = parse(
    read('artefacts/mentorship-at-scale/rubric.yaml'),
  );

  it('has six criteria with four different anchors each', () => {
    expect(rubric.criteria).toHaveLength(6);
    expect(new Set(rubric.criteria.map(({ id }) => id)).size).toBe(6);
    for (const { asks, anchors } of rubric.criteria) {
      expect(asks).toMatch(/\?$/);
      expect(Object.keys(anchors)).toEqual(['1', '2', '3', '4']);
      expect(new Set(Object.values(anchors)).size).toBe(4);
    }
  });
});

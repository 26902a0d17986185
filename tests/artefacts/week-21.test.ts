import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  both,
  choose,
  exposure,
  leverage,
  order,
  range,
  reduction,
  register,
} from '../../src/content/artefacts/week-21/register.ts';

const read = (name: string) => readFileSync(new URL(`../../src/content/${name}`, import.meta.url), 'utf8');
const page = read('docs/weeks/week-21.mdx');
const total = register.reduce((sum, risk) => sum + exposure(risk), 0);
const tidy = (value: number) => String(Number(value.toFixed(1)));
const outcome = (budget: number, duties: string[] = []) => {
  const set = choose(register, budget, duties);
  return {
    ids: set.map(({ id }) => id).join(' '),
    cost: set.reduce((sum, { cost }) => sum + cost, 0),
    left: tidy(total - set.reduce((sum, risk) => sum + reduction(risk), 0)),
  };
};

describe('the register', () => {
  it('has the rows of the table', () => {
    for (const risk of register) {
      const [low, high] = range(risk).map(tidy);
      const row = `${risk.p[1]} × ${risk.impact[1]} | ${tidy(exposure(risk))} | ${low}–${high} | ${risk.cost} | ${risk.after} | ${tidy(reduction(risk))} | ${leverage(risk).toFixed(1)}× |`;
      expect(page).toContain(row);
    }
    expect(total).toBeCloseTo(322);
  });
  it('ranks by exposure and by leverage as the page says', () => {
    expect(page).toContain(`By exposure the order is ${order(exposure).join(', ')}`);
    expect(page).toContain(`by leverage ${order(leverage).join(', ')}.`);
  });
  it('chooses within 100, with the duty, and within 115', () => {
    expect(outcome(100)).toEqual({ ids: 'R1 R2 R4', cost: 85, left: '148.7' });
    expect(outcome(100, ['R3'])).toEqual({ ids: 'R3 R4', cost: 95, left: '236.2' });
    expect(outcome(115, ['R3'])).toEqual({ ids: 'R2 R3 R4', cost: 115, left: '153.7' });
    for (const figure of ['148.7', '236.2', '153.7', '173.3']) expect(page).toContain(figure);
  });
  it('knows a shared cause', () => {
    expect(both(0.2, 0)).toBeCloseTo(0.04);
    expect(`${(both(0.2, 0.15) * 100).toFixed(1)}%`).toBe('15.3%');
  });
});

describe('calibration', () => {
  const atMost = (hits: number, of: number, rate: number): number => {
    let sum = 0;
    let ways = 1;
    for (let k = 0; k <= hits; k++) {
      sum += ways * rate ** k * (1 - rate) ** (of - k);
      ways = (ways * (of - k)) / (k + 1);
    }
    return sum;
  };
  it('has the odds of the text and of the exercise', () => {
    expect(Math.round(atMost(7, 10, 0.9) * 100)).toBe(7);
    expect((atMost(14, 20, 0.9) * 100).toFixed(1)).toBe('1.1');
    expect(page).toContain('of 20 at 0.9 is 1.1%');
  });
});

describe.each(['a', 'b', 'c'])('design %s of the kit', (design) => {
  interface Entry {
    sections: string[];
  }
  const text = readFileSync(new URL(`../kits/week-21/key-${design}.json`, import.meta.url), 'utf8');
  const key = JSON.parse(text) as { design: string; planted: Entry[]; decoys: Entry[] };

  it('has eight faults and three decoys, in sections that are there', () => {
    expect([key.planted.length, key.decoys.length]).toEqual([8, 3]);
    const page = read(`kits/week-21/${key.design}`);
    for (const section of [...key.planted, ...key.decoys].flatMap(({ sections }) => sections))
      expect(page).toMatch(new RegExp(`^#+ ${section.replaceAll('.', String.raw`\.`)} `, 'm'));
  });
  it('has its key sealed', () => {
    const sealed = read(`kits/week-21/sealed/key-${design}.b64`);
    expect(Buffer.from(sealed, 'base64').toString('utf8')).toBe(text);
  });
});

describe('the sums that the keys rest on', () => {
  it('holds', () => {
    expect(0.0005 * 30 * 24 * 60).toBeCloseTo(21.6);
    expect(124 + 88 - 50).toBe(162);
    expect(2_000 * 0.02 * 30).toBe(1_200);
    expect(80 * 0.5 * 30).toBe(1_200);
    expect(20_000 * 6 * 4_000).toBe(480_000_000);
    expect(480 * 0.5 * 30).toBe(7_200);
    expect(39 / 40).toBe(0.975);
  });
});

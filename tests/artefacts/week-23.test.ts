import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { budgetMinutes, detection, factor, reset } from '../../src/content/artefacts/week-23/budget.ts';
import plot from '../../src/content/artefacts/week-23/windows.plot.ts';
import { promtool } from './promtool.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/week-23/', import.meta.url));
const page = readFileSync(new URL('../../src/content/docs/weeks/week-23.mdx', import.meta.url), 'utf8');
const says = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};

describe('week 23', () => {
  it('tests the rules of the page', (context) => {
    expect(promtool(['test', 'rules', 'browse.test.yaml'], folder, context)).toContain('SUCCESS');
  });

  it('derives budget and factors', () => {
    expect(budgetMinutes(0.999, 30)).toBeCloseTo(43.2);
    expect(budgetMinutes(0.995, 30)).toBeCloseTo(216);
    expect([factor(0.02, 1), factor(0.05, 6), factor(0.1, 72)].map((each) => each.toFixed(1))).toEqual([
      '14.4',
      '6.0',
      '1.0',
    ]);
    says('43.2', '216', '14.4');
  });

  it('predicts detection and reset as the page says', () => {
    expect(detection(0.12, 0.999, 14.4, 60)).toBeCloseTo(7.2);
    expect(detection(0.12, 0.999, 14.4, 5)).toBeCloseTo(0.6);
    expect(detection(0.12, 0.999, 6, 360)).toBeCloseTo(18);
    expect(detection(0.02, 0.999, 14.4, 60)).toBeCloseTo(43.2);
    expect(detection(0.12, 0.995, 14.4, 60)).toBeCloseTo(36);
    expect(detection(0.0012, 0.999, 1, 72 * 60) / 60).toBeCloseTo(60);
    expect(detection(1, 0.999, 14.4, 60) * 60).toBeCloseTo(51.84);
    expect(reset(0.12, 0.999, 14.4, 5)).toBeCloseTo(4.4);
    expect(reset(0.12, 0.999, 6, 30)).toBeCloseTo(28.5);
    says('7.2', '18 minutes', '28.5', '4.4', '36 minutes', '60 hours', '52 seconds');
  });

  it('prices the incident of the example', () => {
    const cost = (minutes: number) => 0.12 * minutes;
    const share = (minutes: number) => ((100 * cost(minutes)) / 43.2).toFixed(1);
    expect([cost(25).toFixed(1), share(25)]).toEqual(['3.0', '6.9']);
    expect([cost(16).toFixed(2), share(16)]).toEqual(['1.92', '4.4']);
    expect((100 / 43.2).toFixed(1)).toBe('2.3');
    expect(((100 * cost(17)) / 43.2).toFixed(0)).toBe('5');
    says('6.9%', '4.4%', '1.92', '2.3%');
  });

  it('plots the crossings that its caption names', () => {
    const [short, long] = plot.series.map(({ data }) => data.map(([x, y]) => [Number(x), y] as const));
    expect(long?.find(([, y]) => y > 1.44)?.[0]).toBe(7.5);
    expect(short?.filter(([, y]) => y > 1.44).at(-1)?.[0]).toBe(16);
  });
});

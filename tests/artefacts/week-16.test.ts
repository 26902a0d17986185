import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flip, queue, score, winner, withWeight, type Matrix } from '../../src/content/artefacts/week-16/matrix.ts';
import replay from '../../src/content/artefacts/week-16/replay.plot.ts';

const read = (name: string) => readFileSync(new URL(`../../src/content/${name}`, import.meta.url), 'utf8');
const page = read('docs/weeks/week-16.mdx');
const weightOf = (criterion: string) => queue.weights[criterion] ?? Number.NaN;

describe('the matrix of the queue', () => {
  it('scores the three options as the page and the record say', () => {
    const scores = Object.keys(queue.scores).map((option) => score(queue, option).toFixed(2));
    expect(scores).toEqual(['3.95', '2.75', '3.05']);
    const record = read('artefacts/week-16/adr-queue.md');
    for (const value of scores) {
      expect(page).toContain(`**${value}**`);
      expect(record).toContain(value);
    }
    expect(page).toContain((score(queue, 'PostgreSQL queue') - score(queue, 'Kafka')).toFixed(2));
  });

  it('keeps its winner in all eight cases of half and one and a half', () => {
    const criteria = Object.keys(queue.weights);
    const winners = criteria.flatMap((name) =>
      [0.5, 1.5].map((factor) => winner(withWeight(queue, name, weightOf(name) * factor))),
    );
    expect(winners).toHaveLength(8);
    expect(new Set(winners)).toEqual(new Set(['PostgreSQL queue']));
  });

  it('changes its winner at the weights of the table', () => {
    const row = (name: string) => {
      const at = flip(queue, name);
      if (at === undefined) return 'never';
      const change = Math.round((at / weightOf(name) - 1) * 100);
      return `${at.toFixed(3)} | ${change < 0 ? '−' : '+'}${Math.abs(change)}%`;
    };
    expect(page).toContain(`| operations | 0.35 | below ${row('operations')} |`);
    expect(page).toContain(`| throughput | 0.15 | above ${row('throughput')} |`);
    expect(page).toContain(`| replay | 0.20 | above ${row('replay')} |`);
    expect(row('team skill')).toBe('never');
    const without = withWeight(queue, 'team skill', 0);
    for (const option of ['PostgreSQL queue', 'Kafka']) expect(score(without, option)).toBeCloseTo(3.5, 9);
    expect(winner(withWeight(queue, 'replay', 0.3))).toBe('PostgreSQL queue');
    expect(winner(withWeight(queue, 'replay', 0.4))).toBe('Kafka');
    const lead = (weight: number) => {
      const changed = withWeight(queue, 'replay', weight);
      return score(changed, 'PostgreSQL queue') - score(changed, 'Kafka');
    };
    expect([lead(0), lead(1)].map((value) => value.toFixed(3))).toEqual(['1.875', '-3.000']);
    expect(page).toContain('from 1.875 to −3');
  });

  it('plots the ends that its description names', () => {
    expect(replay.series.map(({ data }) => data[0]?.[1].toFixed(2))).toEqual(['4.44', '2.56', '3.19']);
  });

  it('ties when Kafka’s score for team skill rises to 5, as the page says', () => {
    const hired: Matrix = {
      ...queue,
      scores: { ...queue.scores, Kafka: { ...queue.scores['Kafka'], 'team skill': 5 } },
    };
    expect(score(hired, 'Kafka')).toBeCloseTo(score(hired, 'PostgreSQL queue'), 9);
  });

  it('gets close when operations lose two points, as the exercise says', () => {
    const lowered: Matrix = {
      ...queue,
      scores: { ...queue.scores, 'PostgreSQL queue': { ...queue.scores['PostgreSQL queue'], operations: 3 } },
    };
    expect(score(lowered, 'PostgreSQL queue')).toBeCloseTo(3.25);
    expect(flip(lowered, 'replay')).toBeCloseTo(0.25);
    expect(score(withWeight(lowered, 'replay', 0), 'PostgreSQL queue')).toBeCloseTo(3.5625);
    expect(score(withWeight(lowered, 'replay', 0), 'Kafka')).toBeCloseTo(2.5625);
  });
});

describe('the sums of the page', () => {
  it('has the capacity and what is planned', () => {
    expect(4 * (26 - 2) * 0.7).toBeCloseTo(67.2);
    expect(22 + 24 + 16).toBe(62);
    expect(67.2 - 62).toBeCloseTo(5.2);
    expect(page).toContain('would make 71');
    expect(62 + 9).toBe(71);
  });
  it('has the speaking time of the facilitator', () => {
    const minutes = 5 * 1 + (20 * 15) / 60 + (8 * 45) / 60;
    expect(page).toContain(`${minutes} of 60 minutes, ${Math.round((minutes / 60) * 100)}%`);
    expect(60 * 0.35).toBe(21);
  });
});

describe('the starter kit', () => {
  const kit = (name: string) => read(`kits/week-16/${name}`);
  const key = readFileSync(new URL('../kits/week-16/key.json', import.meta.url), 'utf8');
  const planted: { sections: string[] }[] = (JSON.parse(key) as { planted: { sections: string[] }[] }).planted;

  it('seals the key that is kept beside the proof', () => {
    expect(Buffer.from(kit('sealed/key.b64'), 'base64').toString('utf8')).toBe(key);
    expect(planted).toHaveLength(6);
  });
  it('has every section that the key names, and the figures that the page quotes', () => {
    const design = kit('design/returns.md');
    for (const section of planted.flatMap(({ sections }) => sections))
      expect(design).toMatch(new RegExp(`^#+ ${section.replaceAll('.', String.raw`\.`)} `, 'm'));
    expect(design).toMatch(/makes\s+2 a minute/);
    expect(design).toContain('| 60,000 | 4,000 |');
    expect(40_000 * 0.015).toBe(600);
    expect(600 * 30 * 0.3).toBe(5_400);
  });
  it('gives the agenda that the page shows', () => {
    expect(kit('templates/agenda.md')).toBe(read('artefacts/week-16/agenda.md'));
  });
});

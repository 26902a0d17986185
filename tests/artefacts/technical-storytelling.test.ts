import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Bank, competencies, gaps } from '../../src/content/artefacts/technical-storytelling/bank.ts';
import { type Card, checkCard } from '../../src/content/artefacts/technical-storytelling/check-card.ts';
import {
  luck,
  paybackWeeks,
  paybackWithRunningCost,
  saved,
} from '../../src/content/artefacts/technical-storytelling/claims.ts';
import plot from '../../src/content/artefacts/technical-storytelling/payback.plot.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const artefact = (name: string) => read(`artefacts/technical-storytelling/${name}`);
const card = (name: string): Card => parse(artefact(name));
const bank = (name: string): Bank => parse(artefact(name));
const page = read('docs/modules/technical-storytelling.mdx');
/** The page's text of one example, without line breaks. */
const example = (id: string) =>
  (page.split(`<Example id="${id}"`)[1]?.split('</Example>')[0] ?? '').replace(/^[^>]*>/, '');
const count = (text: string) => text.split(/\s+/).filter(Boolean).length;

describe('cards', () => {
  it.each(['card.yaml', 'failure-card.yaml'])('%s can be rehearsed', (name) => {
    expect(checkCard(card(name))).toEqual([]);
  });

  it('finds in the raw card what the page prints', () => {
    const problems = checkCard(card('card-raw.yaml'));
    expect(problems).toHaveLength(11);
    expect(page).toContain(problems.join('\n'));
    expect(page).toContain('finds eleven faults');
  });

  it('misses nothing that is taken out of a good card', () => {
    const good = card('card.yaml');
    const spoiled: [Partial<Card>, string][] = [
      [{ headline: 'word '.repeat(36) }, 'headline: 36 words; 35 are the limit'],
      [{ ambiguity: '' }, 'ambiguity: nothing was unknown, contested or unowned'],
      [{ options: good.options.slice(2) }, 'options: 1; a decision needs two'],
      [{ options: good.options.map((o) => ({ ...o, given_up: '' })) }, 'options: the chosen one gave nothing up'],
      [{ others: good.others.slice(1) }, 'others: 1; name two people and what they did'],
      [{ leverage: '' }, 'leverage: nothing went on without you'],
      [{ outcome: { ...good.outcome, baseline: '' } }, 'outcome without baseline'],
      [{ attribution: { ...good.attribution, also_changed: '' } }, 'attribution: nothing else changed, apparently'],
      [{ learning: { ...good.learning, proof: '' } }, 'learning: no proof that it held'],
      [{ evidence: [] }, 'evidence: none'],
      [{ competencies: ['a', 'b', 'c', 'd'] }, 'used for 4 competencies; 3 are the limit'],
    ];
    for (const [fault, problem] of spoiled) expect(checkCard({ ...good, ...fault })).toEqual([problem]);
    expect(checkCard({ ...good, headline: 'word '.repeat(35) })).toEqual([]);
  });

  it('has the fields of the filled cards in the empty one', () => {
    const fields = Object.keys(card('card-template.yaml'));
    expect(Object.keys(card('card.yaml'))).toEqual(fields);
    expect(Object.keys(card('failure-card.yaml'))).toEqual(fields);
    expect(checkCard(card('card-template.yaml')).length).toBeGreaterThan(5);
  });

  it('tells the same facts on the card and on the page', () => {
    const text = `${example('example-imani')} ${example('example-failure')}`;
    for (const fact of ['4,200', '1,900', '420', '6,000', '210,000', '60,000', '46', '480', '8%'])
      for (const where of [text, artefact('card.yaml')]) expect(where, fact).toContain(fact);
    expect(count(example('example-imani'))).toBeGreaterThan(330);
    expect(count(example('example-imani'))).toBeLessThan(420);
    expect(count(example('example-failure'))).toBeLessThan(180);
    expect(page).toContain(card('card.yaml').headline);
    expect(page).toContain(`the old p99 is 100, the new one is ${Math.round((420 / 1900) * 100)}`);
    expect(page).toContain(`.42 accounts for about ${Math.round(0.42 ** 2 * 100)}%`);
  });
});

describe('the bank', () => {
  it('is printed as it stands in the file, without gaps', () => {
    const stories = bank('bank.yaml');
    expect(gaps(stories)).toEqual([]);
    const table = page.slice(page.indexOf('id="table-bank"')).split('\n\n')[1] ?? '';
    const rows = table.split('\n').map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    const printed = rows
      .slice(2)
      .map(([name = '', ...cells]) => [name.toLowerCase(), ...cells.map((cell) => cell === '●')]);
    const expected = competencies.map((name) => [name, ...Object.values(stories).map((uses) => uses.includes(name))]);
    expect(printed).toEqual(expected);
    const caption = page.slice(page.indexOf('id="table-bank"')).split('\n')[0] ?? '';
    for (const title of Object.keys(stories)) expect(caption).toContain(title);
  });

  it('prints the six gaps of the first list', () => {
    const first = bank('bank-first.yaml');
    expect(gaps(first)).toHaveLength(6);
    expect(page).toContain(gaps(first).join('\n'));
    expect(Object.values(first).filter((uses) => uses.includes('depth'))).toHaveLength(6);
    for (const uses of [...Object.values(first), ...Object.values(bank('bank.yaml'))])
      for (const use of uses) expect(competencies).toContain(use);
  });
});

describe('claims', () => {
  it('the hours', () => {
    const all = saved(15, 2.5);
    const own = saved(6, 2.5);
    expect(page).toContain(`| ${all} h a week, ${(all / 40).toFixed(2)} of a person |`);
    expect(page).toContain(`| paid back in ${Math.round(paybackWeeks(46, all))} weeks |`);
    expect(page).toContain(`| the first 6 teams alone | ${Math.round(paybackWeeks(46, own))} weeks |`);
    const running = Math.round(paybackWithRunningCost(46, all, 60_000, 75));
    expect(page).toContain(`| with 60,000 euros a year, 15 teams | ${running} weeks |`);
    expect(paybackWithRunningCost(46, own, 60_000, 75)).toBe(Infinity);
    expect(page).toContain('| with 60,000 euros a year, 6 teams | never |');
    expect(page).toContain(`save ${own} hours a week, ${(own * 75).toLocaleString('en')} euros, and the log costs`);
    expect(page).toContain(`the log costs ${Math.round(60_000 / 52).toLocaleString('en')}`);
  });

  it('the plot', () => {
    const at = (teams: number) => Math.round(plot.series[0]?.data.find(([x]) => x === teams)?.[1] ?? 0);
    expect([4, 6, 15, 20].map(at)).toEqual([184, 123, 49, 37]);
    expect(page).toContain('from 184 weeks at 4 teams through 123 at 6 and 49 at 15 to 37 at 20');
  });

  it('luck', () => {
    expect(luck(5, 1)).toBeCloseTo(7 / 64);
    expect(luck(8, 1)).toBeCloseTo(10 / 512);
    expect(luck(10, 2)).toBeCloseTo(79 / 4096);
    expect(luck(3, 3)).toBeGreaterThan(0.5);
    expect(page).toContain(`in 7 of 64 cases, ${Math.round(luck(5, 1) * 100)}%`);
    expect(page).toContain(`in 10 of 512 cases, ${(luck(8, 1) * 100).toFixed(1)}%`);
    expect(page).toContain(`79 of 4,096, ${(luck(10, 2) * 100).toFixed(1)}%`);
  });
});

it('scores the two versions on the page as in the rubric', () => {
  const rows = artefact('rubric.md')
    .split('\n')
    .filter((row) => /^\| (Ambiguity|Trade-offs|Leverage|Outcome) /.test(row))
    .map((row) => row.split('|').map((cell) => cell.trim()));
  expect(rows.map((row) => row[2])).toEqual(['1', '1', '1', '1']);
  expect(rows.map((row) => row[4])).toEqual(['4', '4', '3', '3']);
  expect(page).toContain('four times 1 out of 4');
  expect(page).toContain('It scores 4 for ambiguity and trade-offs and 3 for leverage and outcome');
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import counters from '../../src/content/artefacts/week-24/counters.plot.ts';
import {
  contacts,
  incidents,
  mentoring,
  problems,
  reviews,
  rfcs,
  running,
  sum,
} from '../../src/content/artefacts/week-24/ledger.ts';

const weeks = new URL('../../src/content/docs/weeks/', import.meta.url);
const page = readFileSync(new URL('week-24.mdx', weeks), 'utf8');

interface Ledger {
  problems: number;
  reviews: number;
  rfcs: number;
  incidents: number;
  mentoring: number;
  contacts: number;
  domains: number[];
}

/** The ledger of each week's page, by the number of the week. */
const ledgers = new Map(
  readdirSync(weeks).map((file): [number, Ledger] => {
    const head = readFileSync(new URL(file, weeks), 'utf8').split('\n---\n')[0] ?? '';
    const { outline, ledger } = parse(head.slice(4)) as { outline: { number: number }; ledger: Ledger };
    return [outline.number, ledger];
  }),
);

const byWeek = (of: (ledger: Ledger) => number) =>
  Object.fromEntries([...ledgers].map(([week, ledger]) => [week, of(ledger)]).filter(([, value]) => value !== 0));

describe('the ledger of all weeks', () => {
  it('is what the pages of the weeks say', () => {
    expect(ledgers.size).toBe(24);
    expect(byWeek((ledger) => ledger.problems)).toEqual(problems);
    expect(byWeek((ledger) => ledger.reviews)).toEqual(reviews);
    expect(byWeek((ledger) => ledger.rfcs)).toEqual(rfcs);
    expect(byWeek((ledger) => ledger.incidents)).toEqual(incidents);
    expect(byWeek((ledger) => ledger.mentoring)).toEqual(mentoring);
    for (const [week, ledger] of ledgers) expect(ledger.contacts, `week ${week}`).toBe(contacts(week));
  });

  it('adds up to the table of the page', () => {
    const row = (name: string, counter: Record<number, number>) =>
      `| ${name} | ${Object.entries(counter)
        .map(([week, value]) => `${value} (${week})`)
        .join(', ')} | ${sum(counter)} |`;
    for (const [name, counter] of Object.entries({
      problems,
      'architecture reviews': reviews,
      RFCs: rfcs,
      'incidents led': incidents,
      'mentoring sessions': mentoring,
    }))
      expect(page).toContain(row(name, counter));
    expect([sum(problems), sum(reviews), sum(rfcs), sum(incidents), sum(mentoring)]).toEqual([105, 6, 3, 2, 4]);
    expect(running(contacts).at(-1)).toEqual([24, 50]);
    const domains = [...ledgers.values()].flatMap((ledger) => ledger.domains);
    expect(new Set(domains).size).toBe(16);
    expect([...ledgers.values()].filter((ledger) => ledger.domains.length > 0)).toHaveLength(19);
  });

  it('plots the totals that the description names', () => {
    const at = (week: number) => counters.series[0]?.data[week - 1]?.[1];
    expect([1, 2, 5, 9, 14, 24].map(at)).toEqual([25, 50, 70, 80, 95, 105]);
    expect(counters.series[1]?.data[21]?.[1]).toBe(44);
  });
});

describe('the sums of the text', () => {
  it('has minutes for each contact, calls of three layers and the pipeline', () => {
    expect((5 * 30) / 50).toBe(3);
    expect(3 ** 3).toBe(27);
    const interviews = 2 * 4 * 3;
    expect(page).toContain(`8 final rounds and ${interviews} first interviews`);
    expect(page).toContain(`${interviews / 0.1} cold messages or ${interviews / 0.4} introductions`);
  });
});

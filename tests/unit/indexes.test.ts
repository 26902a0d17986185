import { describe, expect, it } from 'vitest';
import { buildHandbook } from '../../src/handbook/build.ts';
import { formatDay } from '../../src/handbook/calendar/format-date.ts';
import { formatAuthors } from '../../src/handbook/citation.ts';
import { ledgerAmounts, ledgerOf, runsOf } from '../../src/handbook/ledger.ts';
import { formatHours, formatMinutes, readingMinutes } from '../../src/handbook/reading-time.ts';
import { letterOf, topicIndex } from '../../src/handbook/topics.ts';
import { at, entriesOf, sampleHandbook } from './sample-handbook.ts';

const handbook = buildHandbook(entriesOf(sampleHandbook()));

describe('A–Z of topics', () => {
  const groups = topicIndex(handbook);
  const all = groups.flatMap(({ topics }) => topics);

  it('holds titles, aliases, headings, terms and tools with their addresses', () => {
    const entry = (label: string) => all.filter((topic) => topic.label === label).map(({ path, on }) => [path, on]);
    expect(entry('Alerting quality')).toEqual([['/modules/alerting-quality/', '']]);
    expect(entry('alert fatigue')).toEqual([['/modules/alerting-quality/', 'Alerting quality']]);
    expect(entry('Burn rate')).toEqual([
      ['/glossary/#burn-rate', 'Glossary'],
      ['/modules/alerting-quality/#burn-rate', 'Alerting quality'],
    ]);
    expect(entry('error budget burn')).toEqual([['/glossary/#burn-rate', 'Glossary, Burn rate']]);
    expect(entry('Redis')).toEqual([['/tools/#redis', 'Tools']]);
    expect(entry('Home')).toEqual([]);
  });

  it('leaves out headings that name a part of many pages', () => {
    const draft = sampleHandbook();
    for (const page of Object.values(draft.pages)) page.body += '\n\n## Exercises\n\nOne.\n';
    const labels = topicIndex(buildHandbook(entriesOf(draft))).flatMap(({ topics }) =>
      topics.map(({ label }) => label),
    );
    expect(labels).not.toContain('Exercises');
    expect(labels).toContain('Burn rate');
  });

  it('is in alphabetical order under its letters', () => {
    const letters = groups.map(({ letter }) => letter);
    expect(letters).toEqual([...letters].sort());
    for (const { letter, topics } of groups) for (const { label } of topics) expect(letterOf(label)).toBe(letter);
  });

  it('does not count articles, quotation marks and accents', () => {
    expect(['“Golden signals”', 'The shop thread', 'Élan', '5 whys'].map(letterOf)).toEqual(['G', 'S', 'E', '#']);
  });
});

describe('ledger', () => {
  const draft = sampleHandbook();
  at(draft.pages, 'weeks/week-01').data['ledger'] = { problems: 25, contacts: 2, domains: [1] };
  at(draft.pages, 'weeks/week-02').data['ledger'] = { problems: 25, contacts: 3, domains: [1, 2] };
  const rows = new Map(ledgerOf(buildHandbook(entriesOf(draft))).map((row) => [row.key, row]));

  it('adds up what the weeks count, and counts a domain once', () => {
    expect([...rows].map(([key, { total }]) => [key, total])).toEqual([
      ['problems', 50],
      ['reviews', 0],
      ['rfcs', 0],
      ['incidents', 0],
      ['mentoring', 0],
      ['contacts', 5],
      ['domains', 2],
    ]);
  });

  it('tells weeks that follow one another with the same amount as one', () => {
    const told = (key: 'problems' | 'contacts') =>
      runsOf(rows.get(key)?.weeks ?? []).map(({ from, to, amount }) => [from.id, to.id, amount]);
    expect(told('problems')).toEqual([['week-01', 'week-02', 25]]);
    expect(told('contacts')).toEqual([
      ['week-01', 'week-01', 2],
      ['week-02', 'week-02', 3],
    ]);
  });

  it('of one week leaves the zeros out', () => {
    const none = { problems: 0, reviews: 0, rfcs: 0, incidents: 0, mentoring: 0, contacts: 0, domains: [] };
    expect(ledgerAmounts({ ...none, reviews: 1, domains: [8] })).toEqual([
      { label: 'Architecture reviews led', amount: 1 },
      { label: 'Technical domains', amount: 1 },
    ]);
  });
});

describe('what is printed', () => {
  it.for([
    [['Ada'], 'Ada'],
    [['Ada', 'Bob'], 'Ada and Bob'],
    [['Ada', 'Bob', 'Cy'], 'Ada, Bob and Cy'],
    [['Ada', 'Bob', 'Cy', 'Di'], 'Ada et al.'],
  ] as const)('authors %j as “%s”', ([authors, printed]) => {
    expect(formatAuthors(authors)).toBe(printed);
  });

  it('days, minutes and hours as people say them', () => {
    expect(formatDay('2026-11-01')).toBe('1 November 2026');
    expect([30, 60, 450].map(formatMinutes)).toEqual(['30 min', '1 h', '7 h 30 min']);
    expect([2400, 2670].map(formatHours)).toEqual(['40 h', '44.5 h']);
    expect([10, 238, 3570].map(readingMinutes)).toEqual([1, 1, 15]);
  });
});

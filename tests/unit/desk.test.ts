import { describe, expect, it } from 'vitest';
import { buildHandbook } from '../../src/handbook/build.ts';
import { calendarFile } from '../../src/handbook/calendar/calendar-file.ts';
import { catalogueOf } from '../../src/handbook/progress/catalogue.ts';
import type { Entry, LearnerPlan } from '../../src/handbook/progress/entry.ts';
import { hashOf } from '../../src/handbook/progress/items.ts';
import { behind, plannedDates, planAgain, unitOn } from '../../src/handbook/progress/learner-plan.ts';
import { goneFrom, lastUnit, notesOf, paceOf, progressOf, todayOf } from '../../src/handbook/progress/overview.ts';
import { answered, metCards, newPerDay, replay, reviewState } from '../../src/handbook/progress/review-schedule.ts';
import { agreementOf, historyOf, levelsOf, pairsOf, resultOf } from '../../src/handbook/progress/score.ts';
import { entriesOf, sampleHandbook } from './sample-handbook.ts';

const oneDay = 86_400_000;
const now = Date.UTC(2026, 10, 28, 12);
const handbook = buildHandbook(entriesOf(sampleHandbook()));
const catalogue = catalogueOf(
  handbook,
  (path) => `/base${path}`,
  (text) => text,
  () => 90,
);
const tick = (item: string, at = now, hash?: string): [string, Entry] => [
  `tick:${item}`,
  { kind: 'tick', at, done: true, ...(hash && { hash }) },
];

describe('the catalogue', () => {
  const units = catalogue.tracks.flatMap(({ units }) => units);

  it('has every page of every track once, with items whose ids are unique in it', () => {
    expect(units.map(({ id }) => id)).toEqual([...handbook.weeks, ...handbook.modules].map(({ id }) => id));
    for (const { id, items } of units) {
      expect(new Set(items.map((item) => item.id)).size, id).toBe(items.length);
      expect(items.at(-1)?.id).toBe('read');
    }
  });

  it('tells new words from old, and not their emphasis', () => {
    expect(hashOf('Draw the **cache**')).toBe(hashOf('Draw  the cache '));
    expect(hashOf('Draw the cache')).not.toBe(hashOf('Draw the caches'));
  });
});

describe('progress', () => {
  const [week] = catalogue.tracks[0]?.units ?? [];
  const [item] = week?.items ?? [];
  const id = `${week?.id}#${item?.id}`;

  it('counts ticks, and says which items changed since', () => {
    const entries = new Map([tick(id, now, 'old'), tick('week-01#gone'), tick('nowhere#check-a')]);
    const [track] = progressOf(catalogue, entries);
    expect(track?.units[0]).toMatchObject({ done: 1, changed: 1, finished: false });
    expect(progressOf(catalogue, new Map([tick(id, now, item?.hash)]))[0]?.units[0]?.changed).toBe(0);
    expect(goneFrom(catalogue, entries)).toEqual(['tick:week-01#gone', 'tick:nowhere#check-a']);
  });

  it('leads on where the learner was last, and past what is finished', () => {
    const entries = new Map([tick(id, now - oneDay), tick('week-02#read', now)]);
    expect(lastUnit(catalogue, entries)?.unit.id).toBe('week-02');
    const [track] = progressOf(catalogue, entries);
    expect(todayOf(track, 'week-02', entries)?.unit.id).toBe('week-01');
    expect(todayOf(track, 'week-02', entries)?.items.map((open) => open.id)).not.toContain(item?.id);
  });

  it('measures the pace over the last two weeks', () => {
    const finished = (at: number) => new Map([tick(`${week?.id}#read`, at)]);
    const minutes = week?.minutes ?? 0;
    expect(minutes).toBeGreaterThan(0);
    const paceAt = (at: number) => {
      const [track] = progressOf(catalogue, finished(at));
      return track && paceOf(track, finished(at), now);
    };
    expect(paceAt(now - 3 * oneDay)?.weekly).toBe(minutes / 2);
    expect(paceAt(now - 30 * oneDay)).toEqual({ weekly: 0, through: undefined });
  });

  it('finds notes by all words of a query', () => {
    const note = (text: string): Entry => ({ kind: 'note', versions: { '1aaaaaaa': { at: 1, text } } });
    const entries = new Map([
      ['note:week-09#page', note('Cache stampede')],
      ['note:week-09#plan', note('  ')],
    ]);
    expect(notesOf(entries).map(({ key }) => key)).toEqual(['note:week-09#page']);
    expect(notesOf(entries, 'stampede cache')).toHaveLength(1);
    expect(notesOf(entries, 'cache queue')).toHaveLength(0);
  });
});

describe('a rubric', () => {
  const criteria = [
    { id: 'rubric-a', weight: 40 },
    { id: 'rubric-b', weight: 60 },
  ];

  it('applies the weights and knows what passes', () => {
    expect(resultOf(criteria, { 'rubric-a': 'staff' })).toMatchObject({ points: 40, open: 1, passes: undefined });
    expect(resultOf(criteria, { 'rubric-a': 'developing', 'rubric-b': 'proficient' })).toMatchObject({
      points: 68,
      passes: false,
    });
    expect(resultOf(criteria, { 'rubric-a': 'proficient', 'rubric-b': 'proficient' }).passes).toBe(true);
    // Enough points do not make up for a criterion that is below.
    const one = [
      { id: 'rubric-a', weight: 10 },
      { id: 'rubric-b', weight: 90 },
    ];
    expect(resultOf(one, { 'rubric-a': 'below', 'rubric-b': 'staff' })).toMatchObject({ points: 90, passes: false });
  });

  it('keeps a history by day', () => {
    const entries = new Map<string, Entry>([
      ['score:week-09#rubric-b@2026-11-03', { kind: 'score', at: 3, level: 'staff' }],
      ['score:week-09#rubric-a@2026-11-02', { kind: 'score', at: 1, level: 'below' }],
      ['score:week-09#rubric-a@2026-11-04', { kind: 'score', at: 4, level: null }],
      ['score:week-10#rubric-a@2026-11-04', { kind: 'score', at: 4, level: 'staff' }],
    ]);
    expect(historyOf(entries, 'week-09')).toEqual([
      { day: '2026-11-02', levels: { 'rubric-a': 'below' } },
      { day: '2026-11-03', levels: { 'rubric-a': 'below', 'rubric-b': 'staff' } },
      { day: '2026-11-04', levels: { 'rubric-b': 'staff' } },
    ]);
    expect(levelsOf(entries, 'week-09')).toEqual({ 'rubric-b': 'staff' });
  });

  it('computes the agreement of two people', () => {
    const mine = { 'rubric-a': 'staff', 'rubric-b': 'below' } as const;
    const pairs = pairsOf(mine, { 'rubric-a': 'proficient', 'rubric-b': 'below', 'rubric-c': 'staff' });
    expect(agreementOf(pairs)).toMatchObject({ pairs: 2, exact: 1, near: 2 });
    expect(agreementOf(pairsOf(mine, mine)).kappa).toBe(1);
    // Worked by hand: distances 0, 1, 0, 1; expected disagreement (32 of 16 pairs) / 4.
    const hand = [
      ['below', 'below'],
      ['developing', 'proficient'],
      ['proficient', 'proficient'],
      ['staff', 'proficient'],
    ] as const;
    expect(agreementOf(hand).kappa).toBeCloseTo(1 - 2 / (32 / 4), 10);
    expect(agreementOf([['staff', 'staff']]).kappa).toBeUndefined();
  });
});

describe('the review', () => {
  const cards = Array.from({ length: 14 }, (_, index) => ({ id: `week-09#q-${index}`, page: 'week-09' }));

  it('asks only what was met', () => {
    expect(metCards(cards, new Map())).toEqual([]);
    expect(metCards(cards, new Map([tick('week-09#check-a')]))).toHaveLength(14);
  });

  it('brings in a few new cards a day and spaces what is known', () => {
    const entries = new Map<string, Entry>([tick('week-09#check-a')]);
    const dayStart = now - oneDay / 2;
    expect(reviewState(cards, entries, now, dayStart)).toMatchObject({
      due: 0,
      fresh: newPerDay,
      waiting: 4,
      known: 0,
    });
    for (const { id } of cards.slice(0, newPerDay)) entries.set(`review:${id}`, answered(undefined, 4, now));
    const after = reviewState(cards, entries, now, dayStart);
    expect(after).toMatchObject({ due: 0, fresh: 0, waiting: 4, known: newPerDay });
    const later = reviewState(cards, entries, now + 400 * oneDay, now + 399.5 * oneDay);
    expect(later.due).toBe(newPerDay);
    expect(later.queue).toHaveLength(newPerDay + 4);
  });

  it('grows the interval with each good answer and takes it back after a miss', () => {
    let review = answered(undefined, 3, now);
    const gaps: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const due = replay(review)?.due.getTime() ?? 0;
      gaps.push(due - Math.max(...Object.keys(review.log).map(Number)));
      review = answered(review, 3, due);
    }
    expect([...gaps].sort((a, b) => a - b)).toEqual(gaps);
    const due = replay(review)?.due.getTime() ?? 0;
    const missed = answered(review, 1, due);
    expect((replay(missed)?.due.getTime() ?? 0) - due).toBeLessThan(oneDay);
  });

  it('keeps the order of answers when the clock was set back', () => {
    const review = answered(answered(undefined, 3, now), 1, now - 5 * oneDay);
    expect(Object.entries(review.log)).toEqual([
      [`${now}`, 3],
      [`${now + 1}`, 1],
    ]);
  });
});

describe('the learner’s plan', () => {
  const plan: LearnerPlan = {
    kind: 'plan',
    at: Date.UTC(2026, 10, 1),
    track: 'roadmap',
    start: '2026-11-02',
    hours: 20,
    rest: [6, 7],
    off: ['2026-11-11'],
  };
  const units = [{ id: 'week-01', minutes: 2400 }, { id: 'week-02', minutes: 600 }, { id: 'week-03' }];

  it('gives every unit its days, past rest and days off', () => {
    // 20 hours on five days: 240 minutes a day, so ten days, two and a half, five.
    expect(plannedDates(units, plan)).toEqual([
      { id: 'week-01', start: '2026-11-02', end: '2026-11-16' },
      { id: 'week-02', start: '2026-11-17', end: '2026-11-19' },
      { id: 'week-03', start: '2026-11-19', end: '2026-11-26' },
    ]);
  });

  it('says who is behind, and plans the rest again', () => {
    const dates = plannedDates(units, plan);
    expect(behind(dates, new Set(['week-01']), '2026-11-24')).toEqual({ units: ['week-02'], days: 5 });
    expect(unitOn(dates, '2026-11-21')?.id).toBe('week-03');
    const again = planAgain(plan, units, new Set(['week-01']), '2026-11-24');
    expect(plannedDates(units, again)).toEqual([
      { id: 'week-01', start: '2026-11-02', end: '2026-11-16' },
      { id: 'week-02', start: '2026-11-24', end: '2026-11-26' },
      { id: 'week-03', start: '2026-11-26', end: '2026-12-03' },
    ]);
  });

  it('goes out as a calendar that updates instead of doubling', () => {
    const event = {
      uid: 'week-09@h',
      summary: `Week 9; a, b ${'ü'.repeat(60)}`,
      url: 'https://h.example/',
      isAllDay: true,
      from: '2026-12-31',
      to: '2026-12-31',
      sequence: 3,
    };
    const make = () => calendarFile({ name: 'My plan', product: 'learner plan', stamp: new Date(plan.at) }, [event]);
    const text = make();
    expect(text).toBe(make());
    expect(text).toContain('SEQUENCE:3\r\n');
    expect(text).toContain('TRANSP:TRANSPARENT\r\n');
    expect(text).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n');
    expect(text).toContain('SUMMARY:Week 9\\; a\\, b');
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n ', '')).toContain('ü'.repeat(60));
  });
});

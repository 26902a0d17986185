import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { formatSpan } from '../../src/handbook/calendar/format-date.ts';
import { dateOfPlanDay, instantOf, meetings, schedule, type Timetable } from '../../src/handbook/calendar/schedule.ts';

const timetable = (change: Partial<Timetable> = {}): Timetable => ({
  start: '2027-01-11',
  pace: 1,
  breaks: [],
  holidays: [],
  ...change,
});
const units = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `week-${index + 1}`, weeks: 1 }));
const spans = (change: Partial<Timetable>, count = 3) =>
  schedule(timetable(change), units(count)).map(({ first, last }) => `${first} ${last}`);

/** The same pseudo-random numbers in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe('dates of units', () => {
  it('are seven days each at a pace of one', () => {
    expect(spans({})).toEqual(['2027-01-11 2027-01-17', '2027-01-18 2027-01-24', '2027-01-25 2027-01-31']);
  });

  it('follow the pace, and halves come out even', () => {
    expect(spans({ pace: 2 }, 2)).toEqual(['2027-01-11 2027-01-24', '2027-01-25 2027-02-07']);
    expect(spans({ pace: 0.5 }, 4).at(-1)).toBe('2027-01-22 2027-01-24');
  });

  it('go around breaks, between units and inside one', () => {
    expect(spans({ breaks: [{ from: '2027-01-18', to: '2027-01-24' }] }, 2)).toEqual([
      '2027-01-11 2027-01-17',
      '2027-01-25 2027-01-31',
    ]);
    const [first] = schedule(timetable({ breaks: [{ from: '2027-01-13', to: '2027-01-14' }] }), units(1));
    expect(first?.days).toEqual([
      '2027-01-11',
      '2027-01-12',
      '2027-01-15',
      '2027-01-16',
      '2027-01-17',
      '2027-01-18',
      '2027-01-19',
    ]);
  });

  it('go through leap days and the end of the year', () => {
    expect(spans({ start: '2028-02-28' }, 1)).toEqual(['2028-02-28 2028-03-05']);
    expect(spans({ start: '2026-12-28' }, 1)).toEqual(['2026-12-28 2027-01-03']);
  });

  it('refuse a day that does not exist', () => {
    expect(() => spans({ start: '2027-02-30' })).toThrow(RangeError);
  });

  it('hold their promises whatever the settings', () => {
    const next = random(7);
    for (let round = 0; round < 200; round += 1) {
      const day = (offset: number) => Temporal.PlainDate.from('2027-01-01').add({ days: offset }).toString();
      const start = Math.floor(next() * 300);
      const breaks = Array.from({ length: Math.floor(next() * 4) }, (_, index) => {
        const from = start + 3 + index * 40 + Math.floor(next() * 20);
        return { from: day(from), to: day(from + Math.floor(next() * 15)) };
      });
      const pace = [0.5, 1, 1.5, 2][Math.floor(next() * 4)] ?? 1;
      const lengths = Array.from({ length: 1 + Math.floor(next() * 12) }, (_, index) => ({
        id: `unit-${index}`,
        weeks: 1 + Math.floor(next() * 6),
      }));
      const found = schedule({ start: day(start), pace, breaks, holidays: [] }, lengths);
      const days = found.flatMap((unit) => unit.days);
      // In order, and no day twice.
      expect(days).toEqual([...new Set(days)].sort());
      // Every day from the first to the last is in a unit or in a break.
      const inBreak = (date: string) => breaks.some(({ from, to }) => from <= date && date <= to);
      for (
        let date = day(start);
        date <= (days.at(-1) ?? '');
        date = Temporal.PlainDate.from(date).add({ days: 1 }).toString()
      )
        expect(days.includes(date)).toBe(!inBreak(date));
      // The whole has the length that the pace promises.
      expect(days.length).toBe(Math.round(7 * pace * lengths.reduce((sum, { weeks }) => sum + weeks, 0)));
      // Without breaks, a later start moves everything by as much.
      const plain = schedule({ start: day(start), pace, breaks: [], holidays: [] }, lengths);
      const later = schedule({ start: day(start + 11), pace, breaks: [], holidays: [] }, lengths);
      expect(later.map(({ last }) => last)).toEqual(
        plain.map(({ last }) => Temporal.PlainDate.from(last).add({ days: 11 }).toString()),
      );
    }
  });
});

describe('days of a plan', () => {
  const [week] = schedule(timetable(), units(1));
  const [fortnight] = schedule(timetable({ pace: 2 }), units(1));
  const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

  it('are found by name in a week, by place in anything else', () => {
    expect(week && dateOfPlanDay(week, names, 'Thursday', [])).toBe('2027-01-14');
    expect(fortnight && dateOfPlanDay(fortnight, names, 'Tuesday', [])).toBe('2027-01-13');
  });

  it('move to the next day when they are off', () => {
    expect(week && dateOfPlanDay(week, names, 'Tuesday', ['2027-01-12'])).toBe('2027-01-13');
  });
});

describe('meetings', () => {
  const session = { name: 'Seminar', day: 'sunday' as const, time: '02:30', minutes: 90 };

  it('keep their wall clock through a change of the clock', () => {
    const dated = schedule(timetable({ start: '2027-03-22' }), units(2));
    const { held } = meetings(dated, [{ ...session, day: 'tuesday', time: '18:30' }], [], 'Europe/Berlin');
    expect(held.map(({ start }) => start)).toEqual(['2027-03-23T17:30:00Z', '2027-03-30T16:30:00Z']);
  });

  it('cannot be held at an hour that is skipped', () => {
    const dated = schedule(timetable({ start: '2027-03-22' }), units(1));
    expect(meetings(dated, [session], [], 'Europe/Berlin').skipped).toEqual([{ session: 0, day: '2027-03-28' }]);
    expect(instantOf('2027-03-28', '02:30', 'Europe/Berlin')).toBeUndefined();
  });

  it('are not held on a day off', () => {
    const dated = schedule(timetable(), units(1));
    expect(meetings(dated, [{ ...session, time: '10:00' }], ['2027-01-17'], 'UTC').held).toEqual([]);
  });
});

describe('spans of days', () => {
  it('name month and year once where they are the same', () => {
    expect(formatSpan('2027-01-11', '2027-01-17')).toBe('11–17 January 2027');
    expect(formatSpan('2027-03-29', '2027-04-04')).toBe('29 March – 4 April 2027');
    expect(formatSpan('2026-12-28', '2027-01-03')).toBe('28 December 2026 – 3 January 2027');
    expect(formatSpan('2027-01-11', '2027-01-11')).toBe('11 January 2027');
  });
});

import fc from 'fast-check';
import type { Entry } from '../../src/handbook/progress/entry.ts';

/** Sound entries with few keys, stamps and texts, so that two sets meet often. */
const at = fc.integer({ min: 0, max: 4 });
const level = fc.constantFrom('below', 'developing', 'proficient', 'staff');
const text = fc.constantFrom('', 'a', '**b**', '<img src=x onerror=alert(1)>');
const day = fc.constantFrom('2026-11-02', '2026-11-03');
const version = fc.option(fc.record({ at, text }));

const byKind: { [Kind in Entry['kind']]: fc.Arbitrary<[string, Extract<Entry, { kind: Kind }>]> } = {
  tick: fc.tuple(
    fc.constantFrom('tick:week-09#check-a', 'tick:week-09#read', 'tick:idempotency#q-keys'),
    fc.record(
      { kind: fc.constant('tick' as const), at, done: fc.boolean(), hash: fc.constantFrom('1a', '2b') },
      { requiredKeys: ['kind', 'at', 'done'] },
    ),
  ),
  note: fc.tuple(
    fc.constantFrom('note:week-09#page', 'note:week-09#rubric-a'),
    fc.record({
      kind: fc.constant('note' as const),
      versions: fc.dictionary(fc.constantFrom('1aaaaaaa', '2bbbbbbb', '3ccccccc'), version, { noNullPrototype: true }),
    }),
  ),
  score: fc.tuple(
    fc.constantFrom('score:week-09#rubric-a@2026-11-02', 'score:week-09#rubric-b@2026-11-02'),
    fc.record({ kind: fc.constant('score' as const), at, level: fc.option(level) }),
  ),
  peer: fc.tuple(
    fc.constantFrom('peer:week-09@Ada', 'peer:week-09@Grace H.'),
    fc.record({
      kind: fc.constant('peer' as const),
      at,
      name: fc.constantFrom('Ada', 'Grace H.'),
      levels: fc.dictionary(fc.constantFrom('rubric-a', 'rubric-b'), level, { noNullPrototype: true }),
      remarks: fc.dictionary(fc.constantFrom('rubric-a', 'rubric-b'), text, { noNullPrototype: true }),
    }),
  ),
  review: fc.tuple(
    fc.constantFrom('review:week-09#q-a', 'review:term#burn-rate'),
    fc.record({
      kind: fc.constant('review' as const),
      log: fc.dictionary(fc.constantFrom('10', '20', '30'), fc.constantFrom(1, 2, 3, 4), { noNullPrototype: true }),
    }),
  ),
  plan: fc.tuple(
    fc.constant('plan:learner'),
    fc.record(
      {
        kind: fc.constant('plan' as const),
        at,
        track: fc.constantFrom('roadmap', 'staff'),
        start: day,
        hours: fc.constantFrom(10, 40),
        rest: fc.constantFrom<number[][]>([], [7], [6, 7]),
        off: fc.array(day, { maxLength: 2 }),
        again: fc.record({ day, unit: fc.constantFrom('week-02', 'week-03') }),
      },
      { requiredKeys: ['kind', 'at', 'track', 'start', 'hours', 'rest', 'off'] },
    ),
  ),
};

/** An entry with its key. */
export const anyEntry: fc.Arbitrary<[string, Entry]> = fc.oneof(...Object.values(byKind));

/** A whole state. */
export const anyEntries: fc.Arbitrary<Map<string, Entry>> = fc
  .array(anyEntry, { maxLength: 12 })
  .map((entries) => new Map(entries));

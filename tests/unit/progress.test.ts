import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, type Note, readKey } from '../../src/handbook/progress/entry.ts';
import { changesOf, fileLimits, type Migration, readFile, writeFile } from '../../src/handbook/progress/file.ts';
import { canonical, liveVersions, merge, mergeAll, nextStamp } from '../../src/handbook/progress/merge.ts';
import { readEntry } from '../../src/handbook/progress/read-entry.ts';
import { progressFile } from '../../src/schema/progress.ts';
import { anyEntries, anyEntry } from './progress-entries.ts';

const now = Date.UTC(2026, 10, 28);
const plain = (entries: ReadonlyMap<string, Entry>) => canonical(Object.fromEntries(entries));
const exported = (entries: ReadonlyMap<string, Entry>) =>
  writeFile(entries, '2026-11-28T00:00:00Z', 'https://s.example');
const fileOf = (entries: unknown, more: object = {}) =>
  JSON.stringify({ format: 'handbook-progress', version: 1, entries, ...more });
const problemOf = (text: string) => {
  const reading = readFile(text, now);
  return reading.ok ? undefined : reading.problem;
};

describe('merging', () => {
  it('does not care which side is first', () => {
    fc.assert(fc.property(anyEntries, anyEntries, (a, b) => plain(mergeAll(a, b)) === plain(mergeAll(b, a))));
  });

  it('does not care in which order three are brought together', () => {
    fc.assert(
      fc.property(anyEntries, anyEntries, anyEntries, (a, b, c) => {
        return plain(mergeAll(mergeAll(a, b), c)) === plain(mergeAll(a, mergeAll(b, c)));
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyEntries, anyEntries, (a, b) => {
        const once = mergeAll(a, b);
        expect(plain(mergeAll(once, b))).toBe(plain(once));
        expect(plain(mergeAll(a, a))).toBe(plain(a));
      }),
    );
  });

  it('loses no key, no living text and no answer', () => {
    fc.assert(
      fc.property(anyEntries, anyEntries, (a, b) => {
        const merged = mergeAll(a, b);
        for (const [key, entry] of [...a, ...b]) {
          const after = merged.get(key);
          expect(after?.kind).toBe(entry.kind);
          if (entry.kind === 'review' && after?.kind === 'review')
            expect(Object.keys(after.log)).toEqual(expect.arrayContaining(Object.keys(entry.log)));
          if (entry.kind === 'note' && after?.kind === 'note')
            expect(Object.keys(after.versions)).toEqual(expect.arrayContaining(Object.keys(entry.versions)));
        }
      }),
    );
  });

  it('keeps both texts of a note that was written in two places', () => {
    const base: Note = { kind: 'note', versions: { '1aaaaaaa': { at: 1, text: 'start' } } };
    const laptop: Note = { kind: 'note', versions: { '1aaaaaaa': null, '2bbbbbbb': { at: 2, text: 'on the laptop' } } };
    const phone: Note = { kind: 'note', versions: { '1aaaaaaa': null, '3ccccccc': { at: 3, text: 'on the phone' } } };
    const merged = merge(merge(base, laptop), phone);
    expect(merged.kind === 'note' && liveVersions(merged).map(({ text }) => text)).toEqual([
      'on the phone',
      'on the laptop',
    ]);
  });

  it('a statement made after the clock was set back still counts', () => {
    const before: Entry = { kind: 'tick', at: now, done: true };
    const after: Entry = { kind: 'tick', at: nextStamp(now - 86_400_000, before), done: false };
    expect(merge(before, after)).toEqual(after);
  });
});

describe('reading what was stored', () => {
  it('takes every sound entry over unchanged', () => {
    fc.assert(
      fc.property(anyEntry, ([key, entry]) => {
        expect(readEntry(key, entry)).toEqual(entry);
      }),
    );
  });

  it('agrees with the published schema, about sound entries and damaged ones', () => {
    const damage = fc.oneof(fc.constantFrom(null, '', -1, 1.5, [], {}, 'x'.repeat(60_000), true), fc.jsonValue());
    fc.assert(
      fc.property(anyEntry, fc.nat(), damage, ([key, entry], which, value) => {
        const fields = Object.keys(entry).filter((field) => field !== 'hash' && field !== 'again');
        const field = fields[which % fields.length] ?? 'kind';
        const damaged = { ...entry, [field]: value };
        const schema = progressFile.safeParse({ format: 'handbook-progress', version: 1, entries: { [key]: damaged } });
        expect(readEntry(key, damaged) !== undefined).toBe(schema.success && damaged.kind === readKey(key)?.kind);
      }),
      { numRuns: 500 },
    );
  });

  it.for([
    ['__proto__', { kind: 'tick', at: 1, done: true }],
    ['tick:__proto__#check-a', { kind: 'tick', at: 1, done: true }],
    ['tick:week-09#check-a', { kind: 'note', versions: {} }],
    ['note:week-09#page', { kind: 'note', versions: { constructor: { at: 1, text: 'x' } } }],
    ['peer:week-09@Ada', { kind: 'peer', at: 1, name: 'Ada', levels: { toString: 'staff' }, remarks: {} }],
    ['plan:learner', { kind: 'plan', at: 1, track: 'a', start: '2026-02-31', hours: 5, rest: [], off: [] }],
    [
      'plan:learner',
      { kind: 'plan', at: 1, track: 'a', start: '2026-02-01', hours: 5, rest: [1, 2, 3, 4, 5, 6, 7], off: [] },
    ],
  ] as const)('refuses %s: %o', ([key, value]) => {
    expect(readEntry(key, value)).toBeUndefined();
  });

  it('leaves out fields that it does not know', () => {
    expect(readEntry('tick:week-09#check-a', { kind: 'tick', at: 1, done: true, html: '<script>' })).toEqual({
      kind: 'tick',
      at: 1,
      done: true,
    });
  });
});

describe('a file', () => {
  it('comes back as it was written, and its text depends on the entries alone', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const text = exported(entries);
        const reading = readFile(text, now);
        expect(reading.ok && plain(reading.entries)).toBe(plain(entries));
        expect(exported(new Map([...entries].reverse()))).toBe(text);
        expect(progressFile.safeParse(JSON.parse(text)).success).toBe(true);
      }),
    );
  });

  it('imported twice changes nothing the second time', () => {
    fc.assert(
      fc.property(anyEntries, anyEntries, (ours, theirs) => {
        const merged = mergeAll(ours, theirs);
        const { added, changed, same } = changesOf(merged, theirs);
        expect({ added, changed, same }).toEqual({ added: [], changed: [], same: theirs.size });
        expect(changesOf(new Map(), theirs).added).toEqual([...theirs.keys()]);
      }),
    );
  });

  it('that was cut off is refused, wherever it was cut', () => {
    const text = exported(new Map([['tick:week-09#check-a', { kind: 'tick', at: 1, done: true }]])).trimEnd();
    for (let length = 0; length < text.length; length += 1) {
      expect(problemOf(text.slice(0, length)), `${length} characters`).toMatch(/not complete/);
    }
  });

  it.for([
    ['of another program', '{"bookmarks": []}', /not an export of a handbook/],
    ['that is a list', '[]', /not an export of a handbook/],
    ['without a version', JSON.stringify({ format: 'handbook-progress', entries: {} }), /which version/],
    ['of a newer release', fileOf({}, { version: 2 }), /newer release.*Reload/],
    ['with 100,000 entries', fileOf(many(100_000)), /100000 entries/],
    ['that is huge', ' '.repeat(fileLimits.characters + 1), /30\.0 MB/],
  ] as const)('%s is refused in a sentence', ([, text, problem]) => {
    expect(problemOf(text)).toMatch(problem);
  });

  it('with hostile keys pollutes nothing and keeps what is sound', () => {
    const sound = '"tick:week-09#check-a": {"kind": "tick", "at": 1, "done": true}';
    const text = `{"format": "handbook-progress", "version": 1, "entries": {
      "__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}},
      "note:week-09#page": {"kind": "note", "versions": {"__proto__": {"at": 1, "text": "x", "polluted": true}}}, ${sound}}}`;
    const reading = readFile(text, now);
    expect(reading.ok && [...reading.entries.keys()]).toEqual(['tick:week-09#check-a']);
    expect(reading.ok && reading.dropped).toBe(3);
    expect('polluted' in {}).toBe(false);
  });

  it('from a device whose clock is years ahead does not win for ever', () => {
    const reading = readFile(fileOf({ 'tick:week-09#check-a': { kind: 'tick', at: 8e15, done: true } }), now);
    const entry = reading.ok ? reading.entries.get('tick:week-09#check-a') : undefined;
    expect(entry).toEqual({ kind: 'tick', at: now, done: true });
  });

  it('of an older version goes through every migration on the way', () => {
    const step =
      (from: string, to: string): Migration =>
      (entries) =>
        Object.fromEntries(Object.entries(entries).map(([key, value]) => [key.replace(from, to), value]));
    const text = fileOf({ 'old:week-09#check-a': { kind: 'tick', at: 1, done: true } });
    const reading = readFile(text, now, [step('old:', 'older:'), step('older:', 'tick:')]);
    expect(reading.ok && [...reading.entries.keys()]).toEqual(['tick:week-09#check-a']);
  });
});

function many(count: number) {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`tick:week-09#check-${index}`, { kind: 'tick', at: 1, done: true }]),
  );
}

import type { Entries, Entry, Note, NoteVersion, Review } from './entry.ts';

/**
 * Merges two versions of everything. Commutative, associative and idempotent, so that it does not matter
 * which device or tab is merged first, or how often.
 */
export function mergeAll(one: Entries, other: Entries): Map<string, Entry> {
  const merged = new Map(one);
  for (const [key, entry] of other) {
    const here = merged.get(key);
    merged.set(key, here ? merge(here, entry) : entry);
  }
  return merged;
}

/**
 * Merges two versions of one entry. Notes and reviews are joined; of everything else the later statement
 * counts, and of two made in the same millisecond the greater in writing, so that every device agrees.
 */
export function merge(one: Entry, other: Entry): Entry {
  if (one.kind === 'note' && other.kind === 'note') return mergeNotes(one, other);
  if (one.kind === 'review' && other.kind === 'review') return mergeReviews(one, other);
  return stampOf(one) === stampOf(other) ? greater(one, other) : stampOf(one) > stampOf(other) ? one : other;
}

/** When an entry last changed. */
export function stampOf(entry: Entry): number {
  if (entry.kind === 'note') return Math.max(0, ...liveVersions(entry).map(({ at }) => at));
  if (entry.kind === 'review') return Math.max(0, ...Object.keys(entry.log).map(Number));
  return entry.at;
}

/** The versions of a note that no other has replaced, the latest first. More than one were written apart. */
export function liveVersions({ versions }: Note): (NoteVersion & { id: string })[] {
  return Object.entries(versions)
    .flatMap(([id, version]) => (version ? [{ ...version, id }] : []))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/**
 * The time of a new statement: now, and later than what it replaces, also where a clock was set back.
 * @param now milliseconds of the clock
 */
export function nextStamp(now: number, before: Entry | undefined): number {
  return Math.max(Math.trunc(now), before ? stampOf(before) + 1 : 0);
}

/** An entry in writing: the same text for the same content, whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`)
    .join()}}`;
}

function mergeNotes(one: Note, other: Note): Note {
  const versions = new Map(Object.entries(one.versions));
  for (const [id, theirs] of Object.entries(other.versions)) {
    const ours = versions.get(id);
    versions.set(id, ours === undefined ? theirs : ours && theirs && later(ours, theirs));
  }
  return { kind: 'note', versions: Object.fromEntries(versions) };
}

function later(one: NoteVersion, other: NoteVersion): NoteVersion {
  return one.at === other.at ? greater(one, other) : one.at > other.at ? one : other;
}

function mergeReviews(one: Review, other: Review): Review {
  const log = new Map(Object.entries(one.log));
  // The lower grade of two at the same millisecond: to ask once more is the smaller mistake.
  for (const [at, grade] of Object.entries(other.log)) {
    const ours = log.get(at);
    log.set(at, ours !== undefined && ours < grade ? ours : grade);
  }
  return { kind: 'review', log: Object.fromEntries(log) };
}

function greater<Value>(one: Value, other: Value): Value {
  return canonical(one) >= canonical(other) ? one : other;
}

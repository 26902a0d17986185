import type { Fields } from './fields.ts';
import type { FullText, Hit, SearchData } from './model.ts';
import type { Plan, Slot } from './plan.ts';
import { isFiller } from './text.ts';
import { weight } from './weights.ts';

/** The text of the site, asked for one plan: for each slot the entries that have its word. */
export interface Evidence {
  slots: readonly (readonly Hit[])[];
  /** For each way of the plan, the entries where its words stand side by side. */
  ways: readonly (readonly Hit[])[];
}

/**
 * Asks the full text for everything that a plan needs.
 * @throws what the full-text engine throws
 */
export async function gather({ slots, ways }: Plan, text: FullText): Promise<Evidence> {
  const [found, runs] = await Promise.all([
    Promise.all(slots.map((slot) => findSlot(slot, text))),
    Promise.all(ways.map(({ words }) => findRun(words, text))),
  ]);
  return { slots: found, ways: runs };
}

async function findSlot({ word, forms, partial, inText }: Slot, text: FullText): Promise<readonly Hit[]> {
  if (partial) return text.find(word, true);
  const found = await Promise.all(forms.map((form) => text.find(form, false)));
  const [hits = []] = found.length === 1 ? found : [found.flat()];
  // The engine may know a compound such as `CockroachDB` only by its parts.
  return hits.length > 0 || !inText ? hits : text.find(word, true);
}

/** Entries where words stand one after the other; fillers between them may be any word. */
async function findRun(words: readonly string[], text: FullText): Promise<Hit[]> {
  const telling = words.flatMap((word, offset) => (isFiller(word) ? [] : [{ word, offset }]));
  const hits = await Promise.all(telling.map(({ word }) => text.find(word, false)));
  return sideBySide(
    hits,
    telling.map(({ offset }) => offset - (telling[0]?.offset ?? 0)),
  );
}

/** Entries where words stand at the given distances from the first of them. */
export function sideBySide(hits: readonly (readonly Hit[])[], offsets: readonly number[]): Hit[] {
  const [first = [], ...others] = hits;
  if (others.length === 0) return [...first];
  const byEntry = others.map((list) => new Map(list.map(({ entry, places }) => [entry, new Set(places)])));
  return first.flatMap(({ entry, places }) => {
    const found = places.filter((place) =>
      byEntry.every((list, index) => list.get(entry)?.has(place + (offsets[index + 1] ?? 0))),
    );
    return found.length > 0 ? [{ entry, places: found }] : [];
  });
}

/** How much each word of a plan tells: rare words more (inverse frequency). Sums to 1. */
export function slotWeights(
  { pages, entries }: SearchData,
  { words }: Fields,
  { slots }: Plan,
  evidence: Evidence | undefined,
): number[] {
  const raw = slots.map((slot, index) => {
    const hits = evidence?.slots[index]?.length;
    if (hits !== undefined) return Math.log(1 + (entries.length - Math.min(hits, entries.length) + 0.5) / (hits + 2));
    const inPages = sum(words.filter(({ stem }) => stem === slot.stem).map((word) => word.pages.size));
    return Math.log(1 + pages.length / (1 + inPages));
  });
  const total = sum(raw) || 1;
  return raw.map((value) => value / total);
}

/** What the text says for each entry. */
export interface Readout {
  /** For each slot how much the entry has of it, 0 to 1. */
  texts: ReadonlyMap<number, readonly number[]>;
  /** How much of the query stands close together and in order, 0 to 1. */
  near: ReadonlyMap<number, number>;
}

/** Words between two words of the query that still count as close. */
const reach = 4;

/**
 * Turns hits into values for each entry.
 * Okapi BM25's saturation and length (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework).
 */
export function readOut(
  { entries, usualLength }: Pick<Fields, 'usualLength'> & Pick<SearchData, 'entries'>,
  { slots, ways }: Plan,
  evidence: Evidence | undefined,
  weights: readonly number[],
): Readout {
  const texts = new Map<number, number[]>();
  const near = new Map<number, number>();
  // As in BM25: a second time says less than the first, and once in a short text says more than in a long one.
  const often = ({ entry, places }: Hit) => {
    const long = (entries[entry]?.length ?? usualLength) / usualLength;
    return places.length / (places.length + weight.soon * (1 - weight.long + weight.long * long));
  };
  const put = (entry: number, slot: number, value: number) => {
    const list = texts.get(entry) ?? [];
    list[slot] = Math.max(list[slot] ?? 0, value);
    texts.set(entry, list);
  };
  evidence?.slots.forEach((hits, slot) => hits.forEach((hit) => put(hit.entry, slot, often(hit))));
  ways.forEach(({ from, to, words }, way) => {
    // A short form may be an everyday word, too: `cap` says less than `CAP theorem`.
    const worth = words.length < to - from ? 0.5 : 0.95;
    for (const hit of evidence?.ways[way] ?? []) {
      for (let slot = from; slot < to; slot += 1) put(hit.entry, slot, worth * often(hit));
    }
  });
  const pairs = sum(slots.slice(1).map((_, slot) => (weights[slot] ?? 0) + (weights[slot + 1] ?? 0)));
  for (let slot = 1; slot < slots.length; slot += 1) {
    const before = new Map((evidence?.slots[slot - 1] ?? []).map(({ entry, places }) => [entry, places]));
    for (const { entry, places } of evidence?.slots[slot] ?? []) {
      const gap = leastGap(before.get(entry) ?? [], places);
      if (gap > reach) continue;
      const value = ((weights[slot - 1] ?? 0) + (weights[slot] ?? 0)) / pairs / (gap <= 1 ? 1 : 2);
      near.set(entry, (near.get(entry) ?? 0) + value);
    }
  }
  return { texts, near };
}

/** The least number of places from one of `first` on to one of `second`; both ascending. */
function leastGap(first: readonly number[], second: readonly number[]): number {
  let least = Infinity;
  let index = 0;
  for (const place of second) {
    while ((first[index + 1] ?? Infinity) <= place) index += 1;
    const gap = place - (first[index] ?? Infinity);
    if (gap >= 0 && gap < least) least = gap;
  }
  return least;
}

/** Sum of a list. */
export function sum(list: readonly number[]): number {
  return list.reduce((total, value) => total + value, 0);
}

import type { Kind, SearchData } from './model.ts';
import type { Plan, Slot } from './plan.ts';
import { isFiller, stem, words } from './text.ts';

/** A name of something, read once: a title, heading, alias or term. */
export interface Field {
  /** Positions of its words in `Fields.words`. */
  ids: readonly number[];
  /** Stems of its words without fillers, joined: equal for equal names. */
  key: string;
  /** All its words, joined, and their stems. */
  plain: string;
  full: string;
  /** How many words it has to be known by; a filler counts for a third. */
  telling: number;
}

/** All names of the index, and the pages on which each of their words stands. */
export interface Fields {
  words: readonly { word: string; stem: string; pages: ReadonlySet<number> }[];
  titles: readonly Field[];
  aliases: readonly (readonly Field[])[];
  headings: readonly Field[];
  names: readonly (readonly Field[])[];
  /** Entries that are one result together: those of a page, or each one of a list such as the glossary. */
  groups: readonly { page: number; list: boolean; entries: readonly number[] }[];
  /** Keys of headings that so many pages have that they say little about any of them. */
  usual: ReadonlySet<string>;
  /** Words that a text has on average, of those that have any. */
  usualLength: number;
}

/** Kinds that readers add to the name of what they look for. */
const asked = new Set<Kind>(['template', 'exercise', 'drill', 'example']);

/** Reads every name of the index. */
export function fields(data: SearchData): Fields {
  const ids = new Map<string, number>();
  const known: { word: string; stem: string; pages: Set<number> }[] = [];
  const read = (text: string, page: number): Field => {
    const list = words(text);
    const found = list.map((word) => {
      const id = ids.get(word) ?? known.length;
      if (id === known.length) {
        ids.set(word, id);
        known.push({ word, stem: stem(word), pages: new Set() });
      }
      known[id]?.pages.add(page);
      return id;
    });
    const stems = found.map((id) => known[id]?.stem ?? '');
    return {
      ids: found,
      key: keyOf(list, stems),
      plain: list.join(' '),
      full: stems.join(' '),
      telling: list.reduce((count, word) => count + (isFiller(word) ? 1 / 3 : 1), 0),
    };
  };
  const titles = data.pages.map(({ title }, page) => read(title, page));
  const aliases = data.pages.map((page, index) => page.aliases.map((alias) => read(alias, index)));
  const headings = data.entries.map(({ heading, page }) => read(heading, page));
  const names = data.entries.map(({ names: others, kind, heading, page }) => {
    // “Runbook template” asks for the template that is called “Runbook”.
    const called = asked.has(kind) ? [...others, `${heading} ${kind}`] : others;
    return called.map((name) => read(name, page));
  });
  return {
    words: known,
    titles,
    aliases,
    headings,
    names,
    groups: groups(data),
    usualLength: usualLength(data),
    usual: usualKeys(headings, data.pages.length),
  };
}

/** Share of all pages, and number of them, above which a heading is usual. */
const usual = { share: 0.05, pages: 4 };

function usualKeys(headings: readonly Field[], pages: number): Set<string> {
  const counts = new Map<string, number>();
  for (const { key } of headings) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Set(
    [...counts].filter(([, count]) => count > Math.max(usual.pages, pages * usual.share)).map(([key]) => key),
  );
}

function usualLength({ entries }: SearchData): number {
  const lengths = entries.map(({ length }) => length).filter((length) => length > 0);
  return Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length));
}

function groups({ pages, entries }: SearchData): Fields['groups'] {
  const byPage = Map.groupBy(entries.keys(), (entry) => entries[entry]?.page ?? 0);
  return [...byPage].flatMap(([page, own]) => {
    const list = pages[page]?.list === true;
    return list
      ? own.map((entry) => ({ page, list: entry !== own[0], entries: [entry] }))
      : [{ page, list, entries: own }];
  });
}

/** The words of a name that tell it from others, as one string: all of them where fewer than two are no fillers. */
export function nameKey(list: readonly string[]): string {
  return keyOf(list, list.map(stem));
}

function keyOf(list: readonly string[], stems: readonly string[]): string {
  const telling = stems.filter((_, index) => !isFiller(list[index] ?? ''));
  return (telling.length > 1 ? telling : stems).join(' ');
}

/**
 * Tells whether two words stand in one name: of the words that a misspelt one may be meant to be, that is the likely one.
 * An empty second word asks for a name of one word. Reads the names when it is first asked.
 */
export function nameNeighbours(names: Fields): (one: string, other: string) => boolean {
  let byStem: Map<string, Set<Field>> | undefined;
  const read = () => {
    const found = new Map<string, Set<Field>>();
    const all = [names.titles, names.headings, ...names.aliases, ...names.names].flat();
    for (const field of all)
      for (const id of field.ids) {
        const key = names.words[id]?.stem ?? '';
        found.set(key, (found.get(key) ?? new Set<Field>()).add(field));
      }
    return found;
  };
  return (one, other) => {
    byStem ??= read();
    if (other === '') return [...(byStem.get(stem(one)) ?? [])].some(({ ids }) => ids.length === 1);
    const [few, many] = [byStem.get(stem(one)), byStem.get(stem(other))];
    return few !== undefined && many !== undefined && !few.isDisjointFrom(many);
  };
}

/** How a name answers a query. */
export interface Match {
  /** For each slot, how well a word of the name fits it: 0 to 1. */
  fit: readonly number[];
  /** 1 where the query is the whole name, 0.2 where another way to say all of it is, else 0. */
  whole: number;
  /** Share of neighbours in the query that are neighbours in the name, in order. */
  run: number;
  /** Share of the name's telling words that the query asks for. */
  tight: number;
  /** The query holds all words of a name of two telling words or more. */
  complete: boolean;
  /** The query holds a name of three words or more as it is, fillers too. */
  phrase: boolean;
  /** The name begins as the query does, which is still being typed. */
  begins: boolean;
}

/** A name that has nothing of the query. */
export const noMatch: Match = { fit: [], whole: 0, run: 0, tight: 0, complete: false, phrase: false, begins: false };

/** The comparison of all names with one plan. */
export interface Matcher {
  /** Compares one name; remembers it. */
  match: (field: Field) => Match;
  /** Pages with a name that has anything of the plan. */
  pages: ReadonlySet<number>;
}

/** Makes the comparison with a plan. */
export function matcher(names: Fields, plan: Plan): Matcher {
  const wordFits = names.words.map((word) => {
    const list = plan.slots.map((slot) => fit(slot, word));
    return list.some((value) => value > 0) ? list : undefined;
  });
  const ofWays = new Set(plan.ways.flatMap((way) => way.words.map(stem)));
  // Most names have nothing of a query: those are told apart before anything is compared.
  const counts = names.words.map((word, id) => wordFits[id] !== undefined || ofWays.has(word.stem));
  const compare = comparison(plan, wordFits);
  const known = new Map<Field, Match>();
  return {
    match: (field) => {
      const found = known.get(field) ?? (field.ids.some((id) => counts[id]) ? compare(field) : noMatch);
      known.set(field, found);
      return found;
    },
    pages: new Set(names.words.flatMap((word, id) => (counts[id] ? [...word.pages] : []))),
  };
}

/** @param fits for each known word how well it fits each slot; undefined where it fits none */
function comparison(
  { slots, ways, all, beginning }: Plan,
  fits: readonly (readonly number[] | undefined)[],
): (field: Field) => Match {
  const said = ways.filter(({ from, to }) => from === 0 && to === slots.length).map((way) => nameKey(way.words));
  const typed = nameKey(all);
  const wayStems = ways.map(({ from, to, words: way }) => ({ from, to, stems: way.map(stem) }));
  const query = ` ${all.map(stem).join(' ')} `;
  return ({ ids, key, plain, full, telling }) => {
    const sum: number[] = [];
    const at: number[] = [];
    let matched = 0;
    ids.forEach((id, place) => {
      const list = fits[id];
      if (!list) return;
      if (Math.max(...list) > 0.5) matched += 1;
      list.forEach((value, slot) => {
        if (value > (sum[slot] ?? 0)) [sum[slot], at[slot]] = [value, place];
      });
    });
    for (const { from, to, stems } of wayStems) {
      if (!` ${full} `.includes(` ${stems.join(' ')} `)) continue;
      matched += stems.length;
      for (let slot = from; slot < to; slot += 1) sum[slot] = Math.max(sum[slot] ?? 0, 0.95);
    }
    if (sum.length === 0) return noMatch;
    const values = slots.map((_, slot) => sum[slot] ?? 0);
    const tight = Math.min(1, matched / Math.max(1, telling));
    return {
      fit: values,
      whole: key === typed ? 1 : said.includes(key) ? 0.2 : 0,
      run:
        values.filter((value, slot) => slot > 0 && value > 0 && at[slot] === (at[slot - 1] ?? -9) + 1).length /
        Math.max(1, slots.length - 1),
      tight,
      complete: tight === 1 && telling >= 2,
      phrase: ids.length > 2 && query.includes(` ${full} `),
      begins: beginning.length > 3 && plain.startsWith(beginning),
    };
  };
}

function fit(slot: Slot, { word, stem: root }: { word: string; stem: string }): number {
  if (word === slot.word) return 1;
  if (root === slot.stem) return 0.97;
  const begins = slot.growing && slot.word.length > 1 && word.startsWith(slot.word);
  // `SLO` is a word of its own; that it may become `slow` says little.
  return begins ? (slot.partial ? 0.6 + 0.3 * (slot.word.length / word.length) : 0.45) : 0;
}

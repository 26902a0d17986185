import { packSorted, unpackSorted } from './front-coding.ts';
import type { FullText, Hit, PhrasePlace } from './model.ts';
import { isFiller, stem, words } from './text.ts';

/**
 * Where each word stands, section by section: what the full-text engine knows, too, in so few bytes that it
 * is there a second earlier on a slow phone. Cut by the first letters into small files, of which a query needs
 * one for each of its words.
 */
export interface WordsFile {
  /** Stems in order, by `packSorted`. */
  stems: string;
  /**
   * For each stem its places: for each section the distance from the one before, then how far each place is
   * from the one before, and behind a comma the same for its places in phrases. Numbers are in base 26:
   * capitals, and a small letter at the end; a point ends a section.
   */
  places: readonly string[];
}

const digits = 'abcdefghijklmnopqrstuvwxyz';

/**
 * The name, without ending, of the file that has a word: its first three letters or figures where there is such
 * a file, else the first two; `_` for other scripts.
 */
export function fileOfWord(word: string, files: ReadonlySet<string>): string {
  const start = /^[a-z\d]{1,3}/.exec(word)?.[0] ?? '_';
  return files.has(start) ? start : start.slice(0, 2);
}

/** Characters of a file above which it is cut by the third letter. */
const large = 9000;

/** Telling words of a phrase that are kept. */
const longest = 15;

/**
 * Makes the files.
 * @param texts text of each entry, by its position
 * @param phrases what readers type who need the entry
 * @returns content by name of the file
 */
export function packSectionWords(
  texts: readonly string[],
  phrases: readonly (readonly string[])[],
): Map<string, WordsFile> {
  const byStem = new Map<string, Packed[]>();
  texts.forEach((text, entry) => {
    const found = new Map<string, Packed>();
    const note = (word: string, place: number, kind: 'places' | 'phrased') => {
      const packed = found.get(stem(word)) ?? { entry, places: [], phrased: [] };
      packed[kind].push(place);
      found.set(stem(word), packed);
    };
    words(text).forEach((word, place) => {
      if (!isFiller(word)) note(word, place, 'places');
    });
    phrases[entry]?.forEach((phrase, number) => {
      const telling = words(phrase).filter((word) => !isFiller(word));
      const length = Math.min(telling.length, longest);
      telling
        .slice(0, longest)
        .forEach((word, at) => note(word, phraseCode({ phrase: number, length, at }), 'phrased'));
    });
    for (const [key, packed] of found) {
      const list = byStem.get(key) ?? [];
      list.push(packed);
      byStem.set(key, list);
    }
  });
  const packed = [...byStem]
    .map(([key, hits]) => ({ key, places: packHits(hits) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const none = new Set<string>();
  const byTwo = Map.groupBy(packed, ({ key }) => fileOfWord(key, none));
  const files = [...byTwo].flatMap(([name, list]) => {
    if (list.reduce((sum, { places }) => sum + places.length, 0) < large) return [[name, list] as const];
    return [...Map.groupBy(list, ({ key }) => /^[a-z\d]{3}/.exec(key)?.[0] ?? name)];
  });
  return new Map(
    files.map(([name, list]) => [
      name,
      { stems: packSorted(list.map(({ key }) => key)), places: list.map(({ places }) => places) },
    ]),
  );
}

/** Places of one word in one entry; those in phrases as one number each. */
interface Packed {
  entry: number;
  places: number[];
  phrased: number[];
}

function packHits(hits: readonly Packed[]): string {
  const entries = distances(hits.map(({ entry }) => entry));
  return hits
    .map(({ places, phrased }, at) => {
      const text = [entries[at] ?? 0, ...distances(places)].map(packNumber).join('');
      return `${text}${phrased.length > 0 ? ',' : ''}${distances(phrased).map(packNumber).join('')}.`;
    })
    .join('');
}

function distances(ascending: readonly number[]): number[] {
  return ascending.map((value, at) => value - (ascending[at - 1] ?? 0));
}

function packNumber(value: number): string {
  const head = Math.floor(value / 26);
  return (head > 0 ? packNumber(head).toUpperCase() : '') + digits[value % 26];
}

/**
 * Reads a file that `packSectionWords` made.
 * @returns places by stem, still packed
 * @throws TypeError when it is something else
 */
export function unpackSectionWords(file: unknown): Map<string, string> {
  if (!isWordsFile(file)) throw new TypeError('these are not the words of the sections');
  return new Map(unpackSorted(file.stems).map((key, at) => [key, file.places[at] ?? '']));
}

function isWordsFile(file: unknown): file is WordsFile {
  return typeof file === 'object' && file !== null && 'stems' in file && 'places' in file && Array.isArray(file.places);
}

function unpackHits(packed: string): Hit[] {
  let entry = 0;
  return (packed.match(/[^.]+/g) ?? []).map((section) => {
    const [text = '', asked = ''] = section.split(',');
    const [first = 0, ...steps] = unpackNumbers(text);
    entry += first;
    const hit = { entry, places: running(steps) };
    return asked === '' ? hit : { ...hit, phrased: running(unpackNumbers(asked)).map(phrasePlace) };
  });
}

const base = longest + 1;

function phraseCode({ phrase, length, at }: PhrasePlace): number {
  return (phrase * base + length) * base + at;
}

function phrasePlace(code: number): PhrasePlace {
  const rest = Math.floor(code / base);
  return { phrase: Math.floor(rest / base), length: rest % base, at: code % base };
}

function running(steps: readonly number[]): number[] {
  let place = 0;
  return steps.map((step) => (place += step));
}

function unpackNumbers(text: string): number[] {
  return (text.match(/[A-Z]*[a-z]/g) ?? []).map(unpackNumber);
}

function unpackNumber(text: string): number {
  let value = 0;
  for (const digit of text.toLowerCase()) value = value * 26 + digits.indexOf(digit);
  return value;
}

/**
 * Answers where a word stands.
 * @param read gives the file that has a word, unpacked, or an empty one; it may be asked for the same one again
 */
export function sectionWords(read: (word: string) => Promise<ReadonlyMap<string, string>>): FullText {
  return {
    async find(word, prefix) {
      const key = prefix ? word : stem(word);
      const file = await read(key);
      if (!prefix) return unpackHits(file.get(key) ?? '');
      const found = new Map<number, Hit>();
      for (const [longer, packed] of file) {
        if (longer.startsWith(key))
          for (const hit of unpackHits(packed)) found.set(hit.entry, both(hit, found.get(hit.entry)));
      }
      return [...found.values()];
    },
  };
}

function both(one: Hit, other: Hit | undefined): Hit {
  if (!other) return one;
  const places = [...one.places, ...other.places].sort((a, b) => a - b);
  return { entry: one.entry, places, phrased: [...(one.phrased ?? []), ...(other.phrased ?? [])] };
}

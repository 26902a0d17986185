import type { FullText, Hit } from './model.ts';
import { isFiller, stem, words } from './text.ts';

/**
 * Where each word stands, section by section: what the full-text engine knows, too, in so few bytes that it
 * is there a second earlier on a slow phone. Cut by the first two letters into small files, of which a query
 * needs one for each of its words.
 */
export interface WordsFile {
  /** Stems in order, each as the number of letters it shares with the one before (A = 0) and the rest. */
  stems: string;
  /**
   * For each stem its places: for each section the distance from the one before, then how far each place is
   * from the one before. Numbers are in base 26: capitals, and a small letter at the end; a point ends a section.
   */
  places: readonly string[];
}

const small = 'abcdefghijklmnopqrstuvwxyz';
const capitals = small.toUpperCase();

/** The name, without ending, of the file that has a word: its first two letters or figures; `_` for other scripts. */
export function fileOfWord(word: string): string {
  return /^[a-z\d]{1,2}/.exec(word)?.[0] ?? '_';
}

/**
 * Makes the files.
 * @param texts text of each entry, by its position
 * @returns content by name of the file
 */
export function packSectionWords(texts: readonly string[]): Map<string, WordsFile> {
  const byStem = new Map<string, Hit[]>();
  texts.forEach((text, entry) => {
    const places = Map.groupBy(words(text).entries(), ([, word]) => (isFiller(word) ? '' : stem(word)));
    places.delete('');
    for (const [key, found] of places) {
      const hits = byStem.get(key) ?? [];
      hits.push({ entry, places: found.map(([place]) => place) });
      byStem.set(key, hits);
    }
  });
  const files = Map.groupBy([...byStem.keys()].sort(), fileOfWord);
  return new Map(
    [...files].map(([name, stems]) => [
      name,
      { stems: packStems(stems), places: stems.map((key) => packHits(byStem.get(key) ?? [])) },
    ]),
  );
}

function packStems(sorted: readonly string[]): string {
  let previous = '';
  return sorted
    .map((key) => {
      let same = 0;
      while (same < 25 && same < key.length && key[same] === previous[same]) same += 1;
      previous = key;
      return `${capitals[same]}${key.slice(same)}`;
    })
    .join('');
}

function packHits(hits: readonly Hit[]): string {
  const entries = distances(hits.map(({ entry }) => entry));
  return hits.map(({ places }, at) => `${[entries[at] ?? 0, ...distances(places)].map(packNumber).join('')}.`).join('');
}

function distances(ascending: readonly number[]): number[] {
  return ascending.map((value, at) => value - (ascending[at - 1] ?? 0));
}

function packNumber(value: number): string {
  const head = Math.floor(value / 26);
  return (head > 0 ? packNumber(head).toUpperCase() : '') + small[value % 26];
}

/**
 * Reads a file that `packSectionWords` made.
 * @returns places by stem, still packed
 * @throws TypeError when it is something else
 */
export function unpackSectionWords(file: unknown): Map<string, string> {
  if (!isWordsFile(file)) throw new TypeError('these are not the words of the sections');
  const found = new Map<string, string>();
  let previous = '';
  let index = 0;
  for (const [, same = 'A', rest = ''] of file.stems.matchAll(/([A-Z])([^A-Z]*)/g)) {
    previous = previous.slice(0, capitals.indexOf(same)) + rest;
    found.set(previous, file.places[index] ?? '');
    index += 1;
  }
  return found;
}

function isWordsFile(file: unknown): file is WordsFile {
  return typeof file === 'object' && file !== null && 'stems' in file && 'places' in file && Array.isArray(file.places);
}

function unpackHits(packed: string): Hit[] {
  let entry = 0;
  return (packed.match(/[^.]+/g) ?? []).map((section) => {
    const [first = 0, ...steps] = (section.match(/[A-Z]*[a-z]/g) ?? []).map(unpackNumber);
    entry += first;
    let place = 0;
    return { entry, places: steps.map((step) => (place += step)) };
  });
}

function unpackNumber(digits: string): number {
  let value = 0;
  for (const digit of digits.toLowerCase()) value = value * 26 + small.indexOf(digit);
  return value;
}

/**
 * Answers where a word stands.
 * @param read gives a file by its name, unpacked, empty where no word begins so; it may be asked for the same one again
 */
export function sectionWords(read: (name: string) => Promise<ReadonlyMap<string, string>>): FullText {
  return {
    async find(word, prefix) {
      const key = prefix ? word : stem(word);
      const file = await read(fileOfWord(key));
      if (!prefix) return unpackHits(file.get(key) ?? '');
      const found = new Map<number, number[]>();
      for (const [longer, packed] of file) {
        if (!longer.startsWith(key)) continue;
        for (const { entry, places } of unpackHits(packed)) found.set(entry, [...(found.get(entry) ?? []), ...places]);
      }
      return [...found].map(([entry, places]) => ({ entry, places: places.sort((a, b) => a - b) }));
    },
  };
}

import { isFiller, stem } from './text.ts';

/** How common a word is: 0 stands in one entry, 1 in a few, 2 in a title, heading or name, or in many. */
export type Frequency = 0 | 1 | 2;

/** Every word of the site. Tells a word from a typo, and what a half-typed word may become. */
export interface WordList {
  has: (word: string) => boolean;
  /** Whether any form of the word occurs. */
  hasForm: (word: string) => boolean;
  /** Whether a word begins so. */
  begins: (start: string) => boolean;
  frequency: (word: string) => Frequency;
  /** All words with the given first letter. */
  startingWith: (letter: string) => readonly string[];
}

const shared = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Packs words into one string for each frequency. Words are sorted, and each gives how many letters
 * it shares with the one before (a capital, A = 0) and what follows: `Aalert` `Fing` is alert, alerting.
 */
export function packWords(frequencies: ReadonlyMap<string, Frequency>): string[] {
  return [0, 1, 2].map((frequency) => {
    let before = '';
    return [...frequencies.keys()]
      .filter((word) => frequencies.get(word) === frequency)
      .sort()
      .map((word) => {
        let same = 0;
        while (same < 25 && same < word.length && word[same] === before[same]) same += 1;
        before = word;
        return `${shared[same]}${word.slice(same)}`;
      })
      .join('');
  });
}

/**
 * Reads what `packWords` wrote.
 * @throws TypeError when it is not a list of strings
 */
export function unpackWords(packed: unknown): Map<string, Frequency> {
  if (!Array.isArray(packed) || packed.length !== 3) throw new TypeError('expected three packed word lists');
  const frequencies = new Map<string, Frequency>();
  const levels: readonly Frequency[] = [0, 1, 2];
  for (const level of levels) {
    const text: unknown = packed[level];
    if (typeof text !== 'string') throw new TypeError('expected a packed word list');
    let before = '';
    for (const [, same = 'A', rest = ''] of text.matchAll(/([A-Z])([^A-Z]*)/g)) {
      before = before.slice(0, shared.indexOf(same)) + rest;
      frequencies.set(before, level);
    }
  }
  return frequencies;
}

/** Makes the list that queries are read with. */
export function wordList(frequencies: ReadonlyMap<string, Frequency>): WordList {
  const sorted = [...frequencies.keys()].sort();
  const stems = new Set(sorted.map(stem));
  const byLetter = Map.groupBy(sorted, (word) => word[0] ?? '');
  return {
    has: (word) => frequencies.has(word),
    hasForm: (word) => frequencies.has(word) || stems.has(stem(word)) || isFiller(word),
    begins: (start) => sorted[firstAtLeast(sorted, start)]?.startsWith(start) ?? false,
    frequency: (word) => frequencies.get(word) ?? 0,
    startingWith: (letter) => byLetter.get(letter) ?? [],
  };
}

function firstAtLeast(sorted: readonly string[], start: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

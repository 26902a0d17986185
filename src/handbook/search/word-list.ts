import { packSorted, unpackSorted } from './front-coding.ts';
import { american, isFiller, stem } from './text.ts';

/** How common a word is: 0 stands in one entry, 1 in a few, 2 in a title, heading or name, or in many. */
export type Frequency = 0 | 1 | 2;

/** Every word of the site. Tells a word from a typo, and what a half-typed word may become. */
export interface WordList {
  has: (word: string) => boolean;
  /** Whether the word itself stands in running text, where the full-text engine has to find it. */
  inText: (word: string) => boolean;
  /** Whether any form of the word occurs. */
  hasForm: (word: string) => boolean;
  /** Words of the site to look up for a word: itself, or the form that occurs; two where both spellings do. */
  forms: (word: string) => readonly string[];
  /** Whether a word begins so. */
  begins: (start: string) => boolean;
  frequency: (word: string) => Frequency;
  /** All words with the given first letter. */
  startingWith: (letter: string) => readonly string[];
  /** Names of the files that tell the sections of each word. */
  files: ReadonlySet<string>;
}

/** What is known of a word: how common it is, and whether it stands in running text or only in names. */
export interface WordFacts {
  frequency: Frequency;
  inText: boolean;
}

/** The packed lists: by frequency, then the words that stand in names or in phrases only. */
const lists: readonly WordFacts[] = [
  { frequency: 0, inText: true },
  { frequency: 1, inText: true },
  { frequency: 2, inText: true },
  { frequency: 2, inText: false },
  { frequency: 1, inText: false },
];

/** The words of a site as they are sent. */
export interface WordListFile {
  /** One string for each of `lists`. */
  words: readonly string[];
  /** Names of the files of `packSectionWords`, with a space between them. */
  files: string;
}

/** What `packWordList` wrote, read again. */
export interface KnownWords {
  facts: ReadonlyMap<string, WordFacts>;
  files: ReadonlySet<string>;
}

/** Packs words, one list for each of `lists`. */
export function packWordList({ facts, files }: KnownWords): WordListFile {
  const packed = lists.map(({ frequency, inText }) => {
    const own = [...facts].filter(([, fact]) => fact.frequency === frequency && fact.inText === inText);
    return packSorted(own.map(([word]) => word).sort());
  });
  return { words: packed, files: [...files].sort().join(' ') };
}

/**
 * Reads what `packWordList` wrote.
 * @throws TypeError when it is something else
 */
export function unpackWordList(file: unknown): KnownWords {
  if (!isWordListFile(file)) throw new TypeError('these are not the words');
  const facts = new Map<string, WordFacts>();
  lists.forEach((fact, index) => {
    for (const word of unpackSorted(file.words[index] ?? '')) facts.set(word, fact);
  });
  return { facts, files: new Set(file.files.split(' ')) };
}

function isWordListFile(file: unknown): file is WordListFile {
  return (
    typeof file === 'object' &&
    file !== null &&
    'words' in file &&
    Array.isArray(file.words) &&
    file.words.length === lists.length &&
    file.words.every((text) => typeof text === 'string') &&
    'files' in file &&
    typeof file.files === 'string'
  );
}

/** Makes the list that queries are read with. */
export function wordList({ facts, files }: KnownWords): WordList {
  const sorted = [...facts.keys()].sort();
  const byStem = Map.groupBy(sorted, stem);
  const byLetter = Map.groupBy(sorted, (word) => word[0] ?? '');
  return {
    has: (word) => facts.has(word),
    inText: (word) => facts.get(word)?.inText === true,
    hasForm: (word) => facts.has(word) || byStem.has(stem(word)) || isFiller(word),
    forms: (word) => {
      const known = byStem.get(stem(word)) ?? [];
      const spelt = [true, false].flatMap((isAmerican) => {
        const same = known.filter((form) => (american(form) === form) === isAmerican);
        return same.includes(word) ? [word] : same.slice(0, 1);
      });
      return spelt.length > 0 ? spelt : [word];
    },
    begins: (start) => sorted[firstAtLeast(sorted, start)]?.startsWith(start) ?? false,
    frequency: (word) => facts.get(word)?.frequency ?? 0,
    startingWith: (letter) => byLetter.get(letter) ?? [],
    files,
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

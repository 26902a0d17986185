import type { FullText, Hit } from '../handbook/search/model.ts';

/** What we use of an instance of Pagefind. */
export interface Pagefind {
  /** @param term null finds every record */
  search(term: string | null): Promise<{ results: PagefindResult[] }>;
}

/** A record that Pagefind found. */
export interface PagefindResult {
  id: string;
  /** Positions of the matching words. */
  words: number[];
  data(): Promise<{ raw_url?: string; content: string }>;
}

/** The full text with what is needed to show an excerpt. */
export interface LoadedText extends FullText {
  /** Text of an entry; empty where it has none of its own. @throws where its file cannot be read */
  textOf(entry: number): Promise<string>;
}

/** Entries with a word beyond which its places tell too little to be worth the time. */
const many = 800;

/** Words so short that too many others begin with them to be worth looking at. */
const short = 3;

/**
 * Asks Pagefind one word at a time and keeps the answers. In quotes a word is looked up as it is, in
 * all its forms, but only its first place is told. Without quotes all places are told, those of words that
 * begin so too; and where there is none, Pagefind falls back to any shorter word. So the entries are
 * those of the first answer, their places those of the second.
 * @param entryOfRecord position of an entry by the id of its record
 */
export function fullText(pagefind: Pagefind, entryOfRecord: (id: string) => number | undefined): LoadedText {
  const answers = new Map<string, Promise<Hit[]>>();
  let records: Promise<Map<number, PagefindResult>> | undefined;
  const entryOf = ({ id }: PagefindResult) => entryOfRecord(id.replace(/^.*_/, ''));
  const ask = async (term: string) => {
    const { results } = await pagefind.search(term);
    return results.flatMap((result): Hit[] => {
      const entry = entryOf(result);
      return entry === undefined || result.words.length === 0 ? [] : [{ entry, places: result.words }];
    });
  };
  const askExactly = async (word: string) => {
    const exact = await ask(`"${word}"`);
    if (exact.length === 0 || exact.length > many || word.length <= short) return exact;
    const loose = new Map((await ask(word)).map(({ entry, places }) => [entry, places]));
    return exact.map(({ entry, places }) => ({ entry, places: loose.get(entry) ?? places }));
  };
  return {
    find(word, prefix) {
      const key = prefix ? `${word}*` : word;
      const known = answers.get(key);
      if (known) return known;
      const answer = prefix ? ask(word) : askExactly(word);
      answers.set(key, answer);
      answer.catch(() => answers.delete(key));
      return answer;
    },
    async textOf(entry) {
      // A definition that was found by its name may have no word of the query in its text: ask for all records.
      records ??= pagefind.search(null).then(({ results }) => new Map(results.map((one) => [entryOf(one) ?? -1, one])));
      const found = await (await records).get(entry)?.data();
      return found?.content ?? '';
    },
  };
}

import type { FullText, Hit, SearchData } from '../handbook/search/model.ts';

/** What we use of an instance of Pagefind. */
export interface Pagefind {
  search(term: string): Promise<{ results: PagefindResult[] }>;
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
  /** Text of an entry that was found before. @throws where its file cannot be read */
  textOf(entry: number): Promise<string>;
}

/**
 * Asks Pagefind one word at a time and keeps the answers. In quotes a word is looked up as it is
 * (in all its forms); without, Pagefind falls back to any shorter word when it knows none that begins
 * so, which is why it is only asked for beginnings that exist.
 */
export function fullText(pagefind: Pagefind, data: SearchData): LoadedText {
  const answers = new Map<string, Promise<Hit[]>>();
  const records = new Map<number, PagefindResult>();
  const ask = async (term: string) => {
    const { results } = await pagefind.search(term);
    return results.flatMap((result): Hit[] => {
      const entry = data.entryOf(result.id.replace(/^.*_/, ''));
      if (entry === undefined || result.words.length === 0) return [];
      records.set(entry, result);
      return [{ entry, places: result.words }];
    });
  };
  return {
    find(word, prefix) {
      const term = prefix ? word : `"${word}"`;
      const known = answers.get(term);
      if (known) return known;
      const answer = ask(term);
      answers.set(term, answer);
      answer.catch(() => answers.delete(term));
      return answer;
    },
    async textOf(entry) {
      const found = await records.get(entry)?.data();
      return found?.content ?? '';
    },
  };
}

import { unpackData } from '../handbook/search/data-file.ts';
import { type Answer, quickSearch, search, type Searcher, searcher } from '../handbook/search/search.ts';
import { unpackWords, type WordList, wordList } from '../handbook/search/word-list.ts';
import { fullText, type LoadedText, type Pagefind } from './search-text.ts';

/** What `pagefind.js` exports, as far as we use it. */
interface PagefindModule {
  createInstance(options: { basePath: string; noWorker: boolean; metaCacheTag: string }): Pagefind;
}

/** An answer and how much of the index it rests on. */
export interface EngineAnswer extends Answer {
  /** `names`: titles and headings only so far; `all`: the full text too; `part`: the full text could not be read. */
  from: 'names' | 'all' | 'part';
}

/**
 * Loads the parts of the index when they are first wanted and keeps them: names (titles, headings,
 * aliases, terms), words, and the full text in Pagefind. What failed is tried again at the next wish.
 */
export class SearchEngine {
  readonly #folder: string;
  #names: Promise<Searcher> | undefined;
  #words: Promise<WordList> | undefined;
  #text: Promise<LoadedText> | undefined;
  #attempt = 0;
  readonly #ahead: HTMLLinkElement[] = [];
  /** Set once loaded, to answer without waiting. */
  #ready: { names?: Searcher; words?: WordList; text?: LoadedText } = {};

  /** @param base path with slashes at both ends that the site stands under */
  constructor(base: string) {
    this.#folder = `${base}pagefind/`;
  }

  /** Begins to load everything; never throws. */
  warm(): void {
    void Promise.allSettled([this.names(), this.words(), this.text()]);
  }

  /** Whether the full text is there, so that a search needs no interim answer. */
  get isWarm(): boolean {
    return this.#ready.text !== undefined && this.#ready.words !== undefined;
  }

  /** @throws Error when the file cannot be read */
  names(): Promise<Searcher> {
    this.#names ??= this.#json('names.json').then((file) => {
      const source = searcher(unpackData(file));
      const { engineFiles } = source.data;
      // Pagefind would ask for these one after the other.
      const entry = `pagefind-entry.json?ts=${buildTag(engineFiles)}`;
      for (const name of [entry, ...engineFiles]) this.#preload(name);
      return (this.#ready.names = source);
    });
    this.#names.catch(() => (this.#names = undefined));
    return this.#names;
  }

  /** @throws Error when the file cannot be read */
  words(): Promise<WordList> {
    this.#words ??= this.#json('words.json').then((file) => (this.#ready.words = wordList(unpackWords(file))));
    this.#words.catch(() => (this.#words = undefined));
    return this.#words;
  }

  /** @throws Error when a file of Pagefind cannot be read */
  text(): Promise<LoadedText> {
    this.#text ??= this.#loadText().then((text) => (this.#ready.text = text));
    this.#text.catch(() => (this.#text = undefined));
    return this.#text;
  }

  /** Answers from names alone. @throws Error when they, or the words, cannot be read */
  async quick(query: string, literal: boolean): Promise<EngineAnswer> {
    const [source, list] = await Promise.all([this.names(), this.words()]);
    return { ...quickSearch(source, query, list, literal), from: 'names' };
  }

  /**
   * Answers from everything. Where the full text cannot be read, what the names know is given as a part.
   * @throws Error when not even the names can be read
   */
  async answer(query: string, literal: boolean): Promise<EngineAnswer> {
    const source = await this.names();
    try {
      const [list, text] = await Promise.all([this.words(), this.text()]);
      const answer = await search(source, query, list, text, literal);
      await this.#checkComplete(answer, list, text);
      return { ...answer, from: 'all' };
    } catch {
      this.#forget();
      return { ...quickSearch(source, query, this.#ready.words, literal), from: 'part' };
    }
  }

  /**
   * Pagefind answers “nothing” when a piece of its index did not arrive. A word that stands in the text
   * must be found: if it is not, the index is damaged. @throws Error then
   */
  async #checkComplete({ plan }: Answer, list: WordList, text: LoadedText): Promise<void> {
    for (const { word } of plan.slots) {
      if (!list.inText(word) || (await text.find(word, false)).length > 0) continue;
      if ((await text.find(word, true)).length === 0) throw new Error(`“${word}” is missing`);
    }
  }

  async #loadText(): Promise<LoadedText> {
    // A module that failed to load is remembered as failed under its address.
    const retry = this.#attempt === 0 ? '' : `?retry=${this.#attempt}`;
    this.#attempt += 1;
    const module: PagefindModule = await import(/* @vite-ignore */ `${this.#folder}pagefind.js${retry}`);
    const source = await this.names();
    // On the main thread: a look-up takes a millisecond, and a worker would be one more file in a row.
    const pagefind = module.createInstance({
      basePath: this.#folder,
      noWorker: true,
      metaCacheTag: buildTag(source.data.engineFiles),
    });
    const text = fullText(pagefind, source.data);
    // Fails where the engine cannot start, instead of at the first word.
    await pagefind.search('""');
    return text;
  }

  #preload(name: string): void {
    const link = document.createElement('link');
    this.#ahead.push(
      Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: this.#folder + name }),
    );
    document.head.append(link);
  }

  /** Forgets what failed, and what the browser keeps of it. */
  #forget(): void {
    this.#text = undefined;
    delete this.#ready.text;
    for (const link of this.#ahead.splice(0)) link.remove();
  }

  async #json(name: string): Promise<unknown> {
    const response = await fetch(this.#folder + name);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.json();
  }
}

/** Tells one build of the index from another: the hash in the name of its first file. */
function buildTag(engineFiles: readonly string[]): string {
  return engineFiles[0]?.replace(/\.pf_meta$/, '') ?? '';
}

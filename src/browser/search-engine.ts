import { buildTag, unpackData } from '../handbook/search/data-file.ts';
import { type Answer, quickSearch, search, type Searcher, searcher, sureSearch } from '../handbook/search/search.ts';
import { unpackRecords } from '../handbook/search/records.ts';
import { fileOfWord, sectionWords, unpackSectionWords } from '../handbook/search/section-words.ts';
import { unpackWordList, type WordList, wordList } from '../handbook/search/word-list.ts';
import { fullText, type LoadedText, type Pagefind } from './search-text.ts';

/** What `pagefind.js` exports, as far as we use it. */
interface PagefindModule {
  createInstance(options: { basePath: string; noWorker: boolean; metaCacheTag: string }): Pagefind;
}

/** Results shown at once; as many make the full text unnecessary. */
export const pageSize = 10;

/** An answer and how much of the index it rests on. */
export interface EngineAnswer extends Answer {
  /** How far the answer has come; `part`: something could not be read. */
  from: 'names' | 'words' | 'all' | 'part';
}

/** Whether a better answer to the same query follows. */
export function isInterim({ from }: EngineAnswer): boolean {
  return from === 'names' || from === 'words';
}

/**
 * Loads the parts of the index when they are first wanted and keeps them: names (titles, headings,
 * aliases, terms), the words of the site, for each word of a query the sections it stands in, and at last
 * Pagefind: the text of the results, and the full text behind them. What failed is tried again at the next wish.
 */
export class SearchEngine {
  readonly #folder: string;
  #names: Promise<Searcher> | undefined;
  #words: Promise<WordList> | undefined;
  #text: Promise<LoadedText> | undefined;
  readonly #wordFiles = new Map<string, Promise<ReadonlyMap<string, string>>>();
  readonly #sections = sectionWords((word) => this.#wordFile(word));
  #attempt = 0;
  readonly #ahead: HTMLLinkElement[] = [];
  #isWarm = false;

  /** @param base path with slashes at both ends that the site stands under */
  constructor(base: string) {
    this.#folder = `${base}pagefind/`;
  }

  /** Begins to load what the first answer needs; never throws. */
  begin(): void {
    void Promise.allSettled([this.names(), this.words()]);
  }

  /** Begins to load everything; never throws. */
  warm(): void {
    void Promise.allSettled([this.names(), this.words()]).then(() => this.text().catch(() => undefined));
  }

  /** @throws Error when the file cannot be read */
  names(): Promise<Searcher> {
    this.#names ??= this.#json('names.json').then((file) => searcher(unpackData(file)));
    this.#names.catch(() => (this.#names = undefined));
    return this.#names;
  }

  /** @throws Error when the file cannot be read */
  words(): Promise<WordList> {
    this.#words ??= this.#json('words.json').then((file) => wordList(unpackWordList(file)));
    this.#words.catch(() => (this.#words = undefined));
    return this.#words;
  }

  /** @throws Error when a file of Pagefind cannot be read */
  text(): Promise<LoadedText> {
    this.#text ??= this.#loadText();
    this.#text.catch(() => (this.#text = undefined));
    return this.#text;
  }

  /**
   * Answers better and better: at once from names, then from the words of the sections; where that is less
   * than a page of results, at last from the full text, too. No result moves from one to the next. Where
   * something cannot be read, what the rest knows is given as a part.
   * @throws Error when not even the names or the words can be read
   */
  async *answers(query: string, literal: boolean): AsyncGenerator<EngineAnswer> {
    const [source, list] = await Promise.all([this.names(), this.words()]);
    // Asked first: its files are on their way while the names answer.
    const words = quickSearch(source, query, list, this.#sections, literal).catch(() => undefined);
    const sure = () => sureSearch(source, query, list, literal);
    if (!this.#isWarm) yield { ...sure(), from: 'names' };
    const quick = await words;
    if (quick && quick.results.length >= pageSize) return yield { ...quick, from: 'all' };
    if (quick) yield { ...quick, from: 'words' };
    try {
      const text = await this.text();
      const answer = await search(source, query, list, quick ? this.#sections : text, text, literal);
      await this.#checkComplete(answer, list, text);
      yield { ...answer, from: 'all' };
    } catch {
      this.forget();
      yield { ...(quick ?? sure()), from: 'part' };
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

  async #wordFile(word: string): Promise<ReadonlyMap<string, string>> {
    const [{ data }, list] = await Promise.all([this.names(), this.words()]);
    const name = fileOfWord(word, list.files);
    if (!list.files.has(name)) return new Map();
    const known = this.#wordFiles.get(name);
    if (known) return known;
    const file = this.#json(`words-${buildTag(data.engineFiles)}/${name}.json`).then(unpackSectionWords);
    this.#wordFiles.set(name, file);
    file.catch(() => this.#wordFiles.delete(name));
    return file;
  }

  async #loadText(): Promise<LoadedText> {
    const source = await this.names();
    const { engineFiles } = source.data;
    const records = this.#json('records.json');
    records.catch(() => undefined);
    // Pagefind would ask for these one after the other.
    for (const name of [`pagefind-entry.json?ts=${buildTag(engineFiles)}`, ...engineFiles]) this.#preload(name);
    // A module that failed to load is remembered as failed under its address.
    const retry = this.#attempt === 0 ? '' : `?retry=${this.#attempt}`;
    this.#attempt += 1;
    const module: PagefindModule = await import(/* @vite-ignore */ `${this.#folder}pagefind.js${retry}`);
    // On the main thread: a look-up takes a millisecond, and a worker would be one more file in a row.
    const pagefind = module.createInstance({
      basePath: this.#folder,
      noWorker: true,
      metaCacheTag: buildTag(engineFiles),
    });
    const text = fullText(pagefind, unpackRecords(await records));
    // Fails where the engine cannot start, instead of at the first word.
    await pagefind.search('""');
    this.#isWarm = true;
    return text;
  }

  #preload(name: string): void {
    const link = document.createElement('link');
    this.#ahead.push(
      Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: this.#folder + name }),
    );
    document.head.append(link);
  }

  /** Forgets the full text that failed, and what the browser keeps of it. */
  forget(): void {
    this.#text = undefined;
    this.#isWarm = false;
    for (const link of this.#ahead.splice(0)) link.remove();
  }

  async #json(name: string): Promise<unknown> {
    const response = await fetch(this.#folder + name);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.json();
  }
}

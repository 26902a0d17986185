import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';
import { aliasTargets } from '../handbook/search/alias-targets.ts';
import { buildTag, packData } from '../handbook/search/data-file.ts';
import type { PageFacts, SearchFacts } from '../handbook/search/facts.ts';
import type { SearchEntry, SearchPage } from '../handbook/search/model.ts';
import { isFiller, words } from '../handbook/search/text.ts';
import { packRecords } from '../handbook/search/records.ts';
import { packSectionWords } from '../handbook/search/section-words.ts';
import { packWordList, type WordFacts } from '../handbook/search/word-list.ts';
import { inlineToText } from '../markdown/inline.ts';
import { htmlFiles, pathOfFile } from './html-files.ts';
import { type IndexedPage, readSections } from './search-sections.ts';

/** Pages that only lead to others. */
const leftOut = new Set(['/search/', '/topics/', '/offline/', '/404.html', '/404/']);

/** Where the facts of the handbook are written by `src/pages/search-facts.json.ts`. */
const factsFile = 'search-facts.json';

/** One place to land, with its text. */
interface Section extends Omit<SearchEntry, 'length'> {
  /** What readers type who need it and do not know its words. */
  phrases: readonly string[];
  text: string;
  language: string;
}

/** What is going to be written: the small index and the records of the full text. */
export interface SearchSource {
  pages: SearchPage[];
  sections: Section[];
}

/**
 * Builds the search index of the finished site: full text in Pagefind, one record for each section,
 * and beside it the small index: names (`names.json`), the words of the site (`words.json`), for each word the
 * sections it stands in (`words-…/`), and which record is which section (`records.json`).
 */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const facts: SearchFacts = JSON.parse(readFileSync(join(folder, factsFile), 'utf8'));
        rmSync(join(folder, factsFile));
        const source = readSite(folder, facts);
        await writeSearchIndex(source, join(folder, 'pagefind'));
        logger.info(`${source.pages.length} pages in ${source.sections.length} sections`);
      },
    },
  };
}

/** Reads every page of a finished site. */
export function readSite(folder: string, facts: SearchFacts): SearchSource {
  const byPath = new Map(facts.pages.map((page) => [page.path, page]));
  const lists = new Map(facts.lists.map((list) => [list.path, list.entries]));
  const pages: SearchPage[] = [];
  const sections: Section[] = [];
  const homes = new Map<Section, string>();
  for (const file of htmlFiles(folder)) {
    const path = pathOfFile(file);
    const html = readFileSync(join(folder, file), 'utf8');
    const read = leftOut.has(path) ? undefined : readSections(html);
    if (!read) continue;
    const about = byPath.get(path);
    const list = lists.get(path);
    const common = { page: pages.length, language: read.language, names: [], phrases: [], home: -1 };
    pages.push({ ...unknownPage, ...about, path, title: read.title, aliasTargets: [], list: list !== undefined });
    sections.push(...pageSections(read, about, common));
    for (const { anchor, heading, kind, names, home, text } of list ?? []) {
      if (!html.includes(`id="${anchor}"`)) continue;
      const section: Section = { ...common, anchor, heading, kind, names, text: inlineToText(text) };
      sections.push(section);
      homes.set(section, home);
    }
  }
  for (const [section, path] of homes) section.home = pages.findIndex((page) => page.path === path);
  return { pages, sections };
}

/** A page that no entry of the handbook stands for, such as a list. */
const unknownPage = { kind: 'page' as const, track: '', phase: '', area: '', aliases: [] };

function pageSections(
  read: IndexedPage,
  about: PageFacts | undefined,
  common: Pick<Section, 'page' | 'language' | 'names' | 'phrases' | 'home'>,
): Section[] {
  // Derived pages, and the links of a page, only repeat what stands elsewhere.
  const own = read.sections.filter(({ anchor }) => anchor !== 'connections');
  if (!about) return own.slice(0, 1).map((section) => ({ ...common, ...section, kind: 'page' }));
  return [
    ...own.map((section): Section => {
      const better = about.sections.find(({ anchor }) => anchor === section.anchor);
      const phrases = about.phrases[section.anchor] ?? [];
      return { ...common, ...section, phrases, kind: kindOf(section.anchor, about.kind), ...better };
    }),
    ...about.templates.map(({ title, anchor }): Section => ({
      ...common,
      anchor,
      heading: title,
      kind: 'template',
      text: '',
    })),
  ];
}

function kindOf(anchor: string, page: SearchPage['kind']): SearchPage['kind'] {
  if (/^(ex-)?drill-/.test(anchor)) return 'drill';
  if (anchor.startsWith('ex-')) return 'exercise';
  if (anchor.startsWith('example-')) return 'example';
  return page;
}

/**
 * Writes the parts of the index into a folder.
 * @throws Error with Pagefind's own words when it refuses a record
 */
export async function writeSearchIndex({ pages, sections }: SearchSource, folder: string): Promise<void> {
  const { index, errors } = await createIndex({});
  if (!index) throw new Error(`Pagefind did not start: ${errors.join(', ')}`);
  const url = (section: Section) => `${pages[section.page]?.path ?? ''}#${section.anchor}`;
  for (const section of sections) {
    const { text, heading, language } = section;
    if (text === '') continue;
    const added = await index.addCustomRecord({ url: url(section), content: text, language, meta: { title: heading } });
    if (added.errors.length > 0) throw new Error(`Pagefind refused “${heading}”: ${added.errors.join(', ')}`);
  }
  const { files } = await index.getFiles();
  await close();
  const records = new Map<string, string>();
  for (const { path, content } of files) {
    if (!/^(pagefind\.js|pagefind-entry\.json|.*\.pf_(meta|index|fragment)|wasm\.(?!unknown).*)$/.test(path)) continue;
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    const id = /^fragment\/(.*)\.pf_fragment$/.exec(path)?.[1];
    if (id) records.set(urlOfFragment(content), id);
  }
  const engineFiles = files
    .map(({ path }) => path)
    .filter((path) => /\.pf_meta$|^wasm\.(?!unknown)/.test(path))
    .sort();
  const ids = sections.map((section) =>
    section.text === '' ? undefined : records.get(url(section))?.replace(/^.*_/, ''),
  );
  const entries = sections.map((section) => ({ ...section, length: words(section.text).length }));
  const texts = sections.map(({ text }) => text);
  const targets = await aliasTargets({ pages, entries, engineFiles: [] }, texts);
  const named = pages.map((page, index) => ({ ...page, aliasTargets: targets[index] ?? [] }));
  writeFileSync(join(folder, 'names.json'), JSON.stringify(packData({ pages: named, entries, engineFiles })));
  writeFileSync(join(folder, 'records.json'), JSON.stringify(packRecords(ids)));
  writeWords({ pages, sections }, folder, buildTag(engineFiles));
}

/** Writes what is known of words; the files of the sections carry the tag of the build, since they count its entries. */
function writeWords({ pages, sections }: SearchSource, folder: string, tag: string): void {
  const files = packSectionWords(
    sections.map(({ text }) => text),
    sections.map(({ phrases }) => phrases),
  );
  mkdirSync(join(folder, `words-${tag}`));
  for (const [name, file] of files) writeFileSync(join(folder, `words-${tag}`, `${name}.json`), JSON.stringify(file));
  const known = { facts: countWords(pages, sections), files: new Set(files.keys()) };
  writeFileSync(join(folder, 'words.json'), JSON.stringify(packWordList(known)));
}

/** A fragment is gzipped JSON behind twelve letters that say so. */
function urlOfFragment(content: Uint8Array): string {
  const { url }: { url: string } = JSON.parse(gunzipSync(content).subarray(12).toString('utf8'));
  return url;
}

/** How common each word of the site is; words of names count as frequent wherever they stand. */
export function countWords(pages: readonly SearchPage[], sections: readonly Section[]): Map<string, WordFacts> {
  const entries = new Map<string, number>();
  for (const { text } of sections)
    for (const word of new Set(words(text))) entries.set(word, (entries.get(word) ?? 0) + 1);
  const named = new Set([
    ...pages.flatMap(({ title, aliases }) => [title, ...aliases].flatMap(words)),
    ...sections.flatMap(({ heading, names }) => [heading, ...names].flatMap(words)),
  ]);
  const phrased = sections.flatMap(({ phrases }) => phrases.flatMap(words));
  const telling = [...new Set([...entries.keys(), ...named, ...phrased])]
    .filter((word) => /^\p{L}{2,24}$/u.test(word) && !isFiller(word))
    .sort();
  return new Map(
    telling.map((word): [string, WordFacts] => {
      const count = entries.get(word) ?? 0;
      const isFrequent = named.has(word) || count > 11;
      // What only a phrase has was put there on purpose: a typo may mean it.
      return [word, { frequency: isFrequent ? 2 : count === 1 ? 0 : 1, inText: count > 0 }];
    }),
  );
}

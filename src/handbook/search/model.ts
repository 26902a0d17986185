/** What a result is, as the reader tells results apart and filters them. In the order shown. */
export const kinds = [
  'module',
  'week',
  'definition',
  'project',
  'template',
  'example',
  'exercise',
  'drill',
  'tool',
  'source',
  'page',
] as const;
export type Kind = (typeof kinds)[number];

/** A page as the search knows it. */
export interface SearchPage {
  /** Address from the root of the handbook, such as `/weeks/week-09/`. */
  path: string;
  title: string;
  kind: Kind;
  /** Names of its track, phase and area of the Staff track, as shown; empty where there is none. */
  track: string;
  phase: string;
  area: string;
  /** What people call it besides its title. */
  aliases: readonly string[];
  /** For each alias the entry that it is about, by its position among those of the page; 0 is the top. */
  aliasTargets: readonly number[];
  /** A list such as the glossary: each entry of it is a result of its own. */
  list: boolean;
}

/** A place to land: the top of a page (no anchor), a section, or an entry of a list. */
export interface SearchEntry {
  /** Position of its page in `SearchData.pages`. */
  page: number;
  anchor: string;
  /** Heading of the section, or the name of the entry; the page's title at its top. */
  heading: string;
  kind: Kind;
  /** Other names of it: abbreviation and synonyms of a term. */
  names: readonly string[];
  /** Page that explains it, as a position in `SearchData.pages`; -1 where there is none. */
  home: number;
  /** How many words its text has, about; 0 where it has none. */
  length: number;
}

/** The small index: everything but the full text. */
export interface SearchData {
  pages: readonly SearchPage[];
  entries: readonly SearchEntry[];
  /** Files of the full-text engine that the first search needs, in its folder; the first names this build. */
  engineFiles: readonly string[];
}

/** A word of a phrase that readers type. */
export interface PhrasePlace {
  /** Number of the phrase among those of the entry. */
  phrase: number;
  /** How many telling words the phrase has. */
  length: number;
  /** Position of the word among them. */
  at: number;
}

/** Where one word stands in the full text of one entry. */
export interface Hit {
  entry: number;
  /** Positions of the word in the text of the entry, ascending. */
  places: readonly number[];
  /** Where the word stands in what readers type who need the entry, as far as that is known. */
  phrased?: readonly PhrasePlace[];
}

/** What tells the ranking where words stand: the full-text engine, or the words of the sections. */
export interface FullText {
  /**
   * Entries whose text has a word, in any of its forms.
   * @param prefix also words that begin with it
   */
  find(word: string, prefix: boolean): Promise<readonly Hit[]>;
}

/** A filter of the results; an empty string lets everything through. */
export interface Filters {
  kind: string;
  track: string;
  phase: string;
  area: string;
}
export const facets = ['kind', 'track', 'phase', 'area'] as const;
export const noFilters: Filters = { kind: '', track: '', phase: '', area: '' };

/** One line of the result list. */
export interface Result {
  /** Address from the root of the handbook, with its anchor. */
  path: string;
  /** Heading of the section, or the title where the result is a whole page. */
  title: string;
  /** Title of the page that the section is on; empty for a whole page. */
  within: string;
  kind: Kind;
  entry: number;
}

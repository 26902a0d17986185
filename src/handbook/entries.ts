import type { Announcement } from '../schema/announcement.ts';
import type { Cohort } from '../schema/cohort.ts';
import type { NoteData } from '../schema/note.ts';
import type { PageData } from '../schema/page.ts';
import type { PhraseData } from '../schema/phrase.ts';
import type { SourceData } from '../schema/source.ts';
import type { TermData } from '../schema/term.ts';
import type { ToolData } from '../schema/tool.ts';

/** A heading of a page's body. `id` is its anchor. */
export interface Heading {
  depth: number;
  text: string;
  id: string;
  line: number;
}

/** A link that an author wrote, such as `module:idempotency#keys`. */
export interface AuthoredLink {
  href: string;
  text: string;
  line: number;
}

/** An image that an author put into a body. */
export interface AuthoredImage {
  url: string;
  alt: string;
  line: number;
}

/** Use of a component of the authoring kit. Only literal attributes are kept. */
export interface KitUse {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** Names of the kit components around it, outermost first. */
  within: readonly string[];
  line: number;
}

/** What the build needs to know of a body without rendering it. Lines count from the body's first. */
export interface BodyFacts {
  headings: readonly Heading[];
  links: readonly AuthoredLink[];
  components: readonly KitUse[];
  /** Languages of fenced code blocks, with their line. */
  fences: readonly { language: string; line: number }[];
  images: readonly AuthoredImage[];
  /** `import` statements, with the names they bind. */
  imports: readonly { names: readonly string[]; line: number }[];
  /** Other JavaScript: `export` statements and `{…}` expressions that are not comments. */
  scripts: readonly { text: string; line: number }[];
  /** What an author wrote that no reader would get, with what to do about it. */
  unread: readonly { line: number; message: string; cure: string }[];
  /** Words of prose, without code. */
  words: number;
  /** Words and numbers of the prose outside of exercises. */
  reading: { words: number; numbers: number };
  /** Anchors that upstream's text has and the cohort's changes took away: links to them lead to the page. */
  former?: readonly string[] | undefined;
}

/** Keys and indexes from the root of the frontmatter or data file. */
export type KeyPath = readonly (string | number)[];

/** Line of a key path in an entry's file, 1-based; of the nearest key around it where the path leads to nothing. */
export type Locate = (path: KeyPath) => number | undefined;

/** A link in a string of inline Markdown of the frontmatter or of a data file. */
export interface InlineLink {
  href: string;
  text: string;
  /** Where the string stands. */
  path: KeyPath;
}

/** A data file of a collection: `id` is the name of its file. */
export interface Entry<Data> {
  id: string;
  file: string;
  data: Data;
  locate?: Locate | undefined;
  /** Links in all strings of inline Markdown. */
  inlineLinks: readonly InlineLink[];
}

/** A page as read. `route` is its address without slashes at the ends, such as `weeks/week-09`. */
export interface PageEntry extends Entry<PageData> {
  route: string;
  title: string;
  description: string;
  body: BodyFacts;
  /** Line of the file on which the body starts, 1-based; undefined when unknown. */
  bodyStart?: number | undefined;
  /** Where each line of the body comes from, where the cohort has changed it. */
  bodyLines?: readonly { file: string; line: number }[] | undefined;
}

/** Everything that the handbook is built from. */
export interface Entries {
  cohort: Cohort;
  announcements?: readonly Announcement[] | undefined;
  /** Lines of the settings file. */
  locateSetting?: Locate | undefined;
  pages: readonly PageEntry[];
  terms: readonly Entry<TermData>[];
  sources: readonly Entry<SourceData>[];
  tools: readonly Entry<ToolData>[];
  notes: readonly Entry<NoteData>[];
  /** What readers type; the id is that of the page. */
  phrases: readonly Entry<PhraseData>[];
  /**
   * Keys such as `page:week-09` or `term:burn-rate` of what is there but could not be read. A reference
   * to one of them is not dangling, and nothing is said to be missing or unused while there are any.
   */
  unread?: ReadonlySet<string> | undefined;
}

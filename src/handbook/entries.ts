import type { Cohort } from '../schema/cohort.ts';
import type { NoteData } from '../schema/note.ts';
import type { PageData } from '../schema/page.ts';
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

/** Use of a component of the authoring kit. Only literal attributes are kept. */
export interface KitUse {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** Names of the kit components around it, outermost first. */
  within: readonly string[];
  line: number;
}

/** What the build needs to know of a body without rendering it. */
export interface BodyFacts {
  headings: readonly Heading[];
  links: readonly AuthoredLink[];
  components: readonly KitUse[];
  /** Languages of fenced code blocks, with their line. */
  fences: readonly { language: string; line: number }[];
  /** Words of prose, without code. */
  words: number;
}

/** Line of a key path in an entry's file, 1-based; undefined when unknown. */
export type Locate = (path: readonly (string | number)[]) => number | undefined;

/** A data file of a collection: `id` is the name of its file. */
export interface Entry<Data> {
  id: string;
  file: string;
  data: Data;
  locate?: Locate | undefined;
}

/** A page as read. `route` is its address without slashes at the ends, such as `weeks/week-09`. */
export interface PageEntry extends Entry<PageData> {
  route: string;
  title: string;
  description: string;
  body: BodyFacts;
}

/** Everything that the handbook is built from. */
export interface Entries {
  cohort: Cohort;
  pages: readonly PageEntry[];
  terms: readonly Entry<TermData>[];
  sources: readonly Entry<SourceData>[];
  tools: readonly Entry<ToolData>[];
  notes: readonly Entry<NoteData>[];
}

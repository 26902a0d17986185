import type { Announcement } from '../schema/announcement.ts';
import type { Cohort } from '../schema/cohort.ts';
import type { NoteData } from '../schema/note.ts';
import type { PhraseData } from '../schema/phrase.ts';
import type { DataOf, PageData, PageKind } from '../schema/page.ts';
import type { SourceData } from '../schema/source.ts';
import type { TermData } from '../schema/term.ts';
import type { ToolData } from '../schema/tool.ts';
import type { CohortCalendar } from './calendar/cohort-calendar.ts';
import type { BodyFacts, Entry, InlineLink } from './entries.ts';

/**
 * The handbook as one value. Made by `buildHandbook`, read by everything after it.
 *
 *   roadmap ── phases ── weeks ── project, readings, checklist, rubric
 *   staff   ── blocks ── modules
 *   terms, sources, tools, notes: referred to by id, with backlinks
 */
export interface Handbook {
  cohort: Cohort;
  /** Every page, by id. */
  pages: ReadonlyMap<string, Page>;
  phases: readonly Phase[];
  /** In order of their number. */
  weeks: readonly PageOf<'week'>[];
  /** Units of tracks that number by weeks, days, sessions …, track by track in their order. */
  units: readonly PageOf<'unit'>[];
  /** In order of the Staff track. */
  blocks: readonly Block[];
  /** In order of the outline. */
  modules: readonly PageOf<'module'>[];
  terms: ReadonlyMap<string, Entry<TermData>>;
  sources: ReadonlyMap<string, Entry<SourceData>>;
  tools: ReadonlyMap<string, Entry<ToolData>>;
  notes: ReadonlyMap<string, Entry<NoteData>>;
  /** What readers type who need a page, by the id of the page. */
  phrases: ReadonlyMap<string, Entry<PhraseData>>;
  /** Pages that the cohort leaves out, by id: links to them lead elsewhere. */
  leftOut: ReadonlyMap<string, Page>;
  /** What the organiser has to say, in the order of the file. */
  announcements: readonly Announcement[];
  /** The cohort's dates; undefined where it has none. */
  calendar: CohortCalendar | undefined;
  /** Who refers to a target, by its key such as `term:burn-rate` or `page:week-09`. */
  backlinks: ReadonlyMap<string, readonly Backlink[]>;
}

/** A page of one kind. */
export interface PageOf<K extends PageKind> {
  id: string;
  /** Address from the root of the handbook, such as `/weeks/week-09/`. */
  path: string;
  file: string;
  title: string;
  description: string;
  data: DataOf<K>;
  body: BodyFacts;
  /** Links in the frontmatter's strings of inline Markdown. */
  inlineLinks: readonly InlineLink[];
}

/** Any page; narrow it by `data.kind` or `isKind`. */
export type Page = Omit<PageOf<PageKind>, 'data'> & { data: PageData };

/** A phase of the roadmap with its weeks. */
export interface Phase {
  id: string;
  heading: string;
  title: string;
  weeks: readonly PageOf<'week'>[];
}

/** A block of the Staff track with its modules. */
export interface Block {
  page: PageOf<'block'>;
  modules: readonly PageOf<'module'>[];
}

/** A page that refers to something, and how. */
export interface Backlink {
  page: Page;
  reason: 'prerequisite' | 'related' | 'leads to' | 'mentions' | 'cites' | 'uses';
}

/** Whether a page is of a kind; narrows its data. */
export function isKind<K extends PageKind>(page: Page, kind: K): page is Page & PageOf<K> {
  return page.data.kind === kind;
}

import { type Handbook, isKind, type Page } from '../handbook.ts';
import { templateAnchor } from '../kit.ts';
import { placeName, placeOf } from '../place.ts';
import type { Kind } from './model.ts';

/** What the search has to know of a page and cannot read from its HTML. */
export interface PageFacts {
  path: string;
  kind: Kind;
  track: string;
  phase: string;
  area: string;
  aliases: readonly string[];
  /** What readers type who need a section, by its anchor; empty for the page as a whole. */
  phrases: Readonly<Record<string, readonly string[]>>;
  /** Better headings for sections of the shell, by anchor, and what kind they are. */
  sections: readonly { anchor: string; heading: string; kind: Kind }[];
  /** Files to fill in. */
  templates: readonly { title: string; anchor: string }[];
}

/** An entry of a list such as the glossary. */
export interface ListEntry {
  anchor: string;
  heading: string;
  kind: Kind;
  names: readonly string[];
  /** Address of the page that explains it. */
  home: string;
  /** Inline Markdown. */
  text: string;
}

/** All that the build of the search index asks of the handbook. */
export interface SearchFacts {
  pages: readonly PageFacts[];
  lists: readonly { path: string; entries: readonly ListEntry[] }[];
}

/** Reads the facts of every page and every entry of the derived lists. */
export function searchFacts(handbook: Handbook): SearchFacts {
  return {
    pages: [...handbook.pages.values()].map((page) => pageFacts(handbook, page)),
    lists: [
      { path: '/glossary/', entries: glossary(handbook) },
      { path: '/tools/', entries: tools(handbook) },
      { path: '/readings/', entries: sources(handbook) },
    ],
  };
}

function pageFacts(handbook: Handbook, page: Page): PageFacts {
  const { path, data } = page;
  const place = placeOf(handbook, page);
  const track =
    place &&
    [...handbook.pages.values()].find(
      (other) => isKind(other, 'track') && placeOf(handbook, other)?.track === place.track,
    );
  const phases = track && isKind(track, 'track') ? track.data.outline.phases : [];
  const phase = place?.part === undefined ? undefined : phases[place.part];
  const isBlock = isKind(page, 'module') || isKind(page, 'block');
  const block = isBlock && place?.part !== undefined ? handbook.blocks[place.part] : undefined;
  return {
    path,
    kind: data.kind === 'week' || data.kind === 'module' ? data.kind : 'page',
    track: track?.title ?? '',
    phase: phase?.title ?? '',
    area: block?.page.title ?? '',
    aliases: [...data.aliases, ...weekNames(page)],
    phrases: phrasesOf(handbook, page),
    sections: isKind(page, 'week')
      ? [{ anchor: 'project', heading: `Project: ${page.data.outline.project.title}`, kind: 'project' }]
      : [],
    templates: templatesOf(page),
  };
}

function phrasesOf({ phrases }: Handbook, { id }: Page): Record<string, readonly string[]> {
  const { top = [], ...sections } = phrases.get(id)?.data ?? {};
  return { ...sections, ...(top.length > 0 && { '': top }) };
}

function weekNames(page: Page): string[] {
  if (isKind(page, 'unit')) return [placeName(page)];
  if (!isKind(page, 'week')) return [];
  const { number, project } = page.data.outline;
  return [`Week ${number}`, project.title];
}

function templatesOf({ body }: Page): { title: string; anchor: string }[] {
  return body.components.flatMap(({ name, attributes: { title, file } }) =>
    name === 'Template' && title && file ? [{ title, anchor: templateAnchor(file) }] : [],
  );
}

function glossary({ terms, pages }: Handbook): ListEntry[] {
  return [...terms.values()].map(({ id, data: { term, abbreviation, aliases, definition, home } }) => ({
    anchor: id,
    heading: term,
    kind: 'definition',
    names: [...(abbreviation ? [abbreviation] : []), ...aliases],
    home: pages.get(home)?.path ?? '',
    text: definition,
  }));
}

function tools({ tools: all }: Handbook): ListEntry[] {
  return [...all.values()].map(({ id, data }) => ({
    anchor: id,
    heading: data.name,
    kind: 'tool',
    names: data.aliases,
    home: '',
    text: data.what,
  }));
}

function sources({ sources: all }: Handbook): ListEntry[] {
  return [...all.values()].map(({ id, data }) => ({
    anchor: id,
    heading: data.title,
    kind: 'source',
    names: [],
    home: '',
    text: [data.authors.join(', '), data.year, data.container, data.note].filter(Boolean).join('. '),
  }));
}

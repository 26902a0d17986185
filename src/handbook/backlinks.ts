import type { Backlink, Handbook, Page } from './handbook.ts';
import { isReference, isTarget, resolve } from './links.ts';

/** A reference of a page: the key of its target, such as `term:burn-rate`, and how it refers to it. */
type Reference = readonly [key: string, reason: Backlink['reason']];

/**
 * Who refers to each page, term, source and tool: from the fields of the frontmatter, from links in
 * its inline Markdown and from links in the body.
 * A page is listed once for a target, with the strongest reason (the first found).
 */
export function collectBacklinks(handbook: Handbook): Map<string, Backlink[]> {
  const backlinks = new Map<string, Backlink[]>();
  const add = (page: Page, [key, reason]: Reference) => {
    if (key === `page:${page.id}`) return;
    const list = backlinks.get(key) ?? [];
    if (!list.some((backlink) => backlink.page.id === page.id)) backlinks.set(key, [...list, { page, reason }]);
  };
  for (const page of handbook.pages.values()) {
    for (const reference of [...fieldReferences(page), ...linkReferences(handbook, page)]) add(page, reference);
  }
  for (const term of handbook.terms.values()) {
    const home = handbook.pages.get(term.data.home);
    if (home) add(home, [`term:${term.id}`, 'mentions']);
  }
  return backlinks;
}

function fieldReferences({ data }: Page): Reference[] {
  const pages = (ids: readonly string[], reason: Backlink['reason']) =>
    ids.map((id): Reference => [`page:${id}`, reason]);
  return [
    ...(data.kind === 'week' || data.kind === 'module' ? pages(data.prerequisites, 'prerequisite') : []),
    ...(data.kind === 'module' ? pages(data.related, 'related') : []),
    ...(data.kind === 'week' ? pages(data.leadsTo, 'leads to') : []),
    ...(data.kind === 'week'
      ? data.tools.flatMap(({ uses }) => uses.map((id): Reference => [`tool:${id}`, 'uses']))
      : []),
    ...(data.kind === 'week' ? data.readings.flatMap(readingReferences) : []),
    ...('sources' in data ? data.sources.map(({ source }): Reference => [`source:${source}`, 'cites']) : []),
  ];
}

function readingReferences({ source, alternative }: { source: string; alternative?: string | undefined }): Reference[] {
  return [source, alternative].flatMap((id): Reference[] => (id === undefined ? [] : [[`source:${id}`, 'cites']]));
}

function linkReferences(handbook: Handbook, page: Page): Reference[] {
  return [...page.inlineLinks, ...page.body.links].flatMap(({ href }): Reference[] => {
    const target = isReference(href) ? resolve(handbook, href) : undefined;
    return target && isTarget(target) ? [[target.key, target.scheme === 'tool' ? 'uses' : 'mentions']] : [];
  });
}

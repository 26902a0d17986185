import type { Backlink, Handbook, Page } from './handbook.ts';
import { isReference, isTarget, resolve } from './links.ts';

/**
 * Who refers to each page, term, source and tool: from the fields of the frontmatter, from links in
 * its inline Markdown and from links in the body.
 * A page is listed once for a target, with the strongest reason (the first found).
 */
export function collectBacklinks(handbook: Handbook): Map<string, Backlink[]> {
  const backlinks = new Map<string, Backlink[]>();
  const add = (key: string, page: Page, reason: Backlink['reason']) => {
    if (key === `page:${page.id}`) return;
    const list = backlinks.get(key) ?? [];
    if (!list.some((backlink) => backlink.page.id === page.id)) backlinks.set(key, [...list, { page, reason }]);
  };
  for (const page of handbook.pages.values()) {
    const { data } = page;
    if (data.kind === 'week' || data.kind === 'module') {
      for (const id of data.prerequisites) add(`page:${id}`, page, 'prerequisite');
    }
    if (data.kind === 'module') for (const id of data.related) add(`page:${id}`, page, 'related');
    if (data.kind === 'week') {
      for (const id of data.leadsTo) add(`page:${id}`, page, 'leads to');
      for (const { uses } of data.tools) for (const id of uses) add(`tool:${id}`, page, 'uses');
      for (const { source, alternative } of data.readings) {
        add(`source:${source}`, page, 'cites');
        if (alternative) add(`source:${alternative}`, page, 'cites');
      }
    }
    if ('sources' in data) for (const { source } of data.sources) add(`source:${source}`, page, 'cites');
    for (const { href } of [...page.inlineLinks, ...page.body.links]) {
      if (!isReference(href)) continue;
      const target = resolve(handbook, href);
      if (isTarget(target)) add(target.key, page, target.scheme === 'tool' ? 'uses' : 'mentions');
    }
  }
  for (const term of handbook.terms.values()) {
    const home = handbook.pages.get(term.data.home);
    if (home) add(`term:${term.id}`, home, 'mentions');
  }
  return backlinks;
}

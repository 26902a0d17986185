import type { Handbook, Page } from './handbook.ts';

/** Pages that a page is connected to, and in what way. */
export interface ConnectionGroup {
  /** Reads as a label before the pages: “Builds on”. */
  label: string;
  pages: readonly Page[];
}

/**
 * The connections of a page in both directions, strongest first; a page stands in one group only.
 * Links that the other page makes (backlinks) count like those that this page makes itself.
 */
export function connectionsOf(handbook: Handbook, page: Page): ConnectionGroup[] {
  const backlinks = handbook.backlinks.get(`page:${page.id}`) ?? [];
  const from = (reason: string) => backlinks.filter((link) => link.reason === reason).map((link) => link.page);
  const own = (ids: readonly string[]) =>
    ids.map((id) => handbook.pages.get(id)).filter((found) => found !== undefined);
  const { data } = page;
  const groups: ConnectionGroup[] = [
    { label: 'Builds on', pages: 'prerequisites' in data ? own(data.prerequisites) : [] },
    { label: 'Prepares for', pages: [...(data.kind === 'week' ? own(data.leadsTo) : []), ...from('prerequisite')] },
    { label: 'Prepared by', pages: from('leads to') },
    { label: 'Belongs with', pages: [...(data.kind === 'module' ? own(data.related) : []), ...from('related')] },
    { label: 'Mentioned in', pages: from('mentions') },
  ];
  const seen = new Set([page.id]);
  return groups
    .map(({ label, pages }) => ({
      label,
      pages: pages.filter(({ id }) => !seen.has(id) && seen.add(id)),
    }))
    .filter(({ pages }) => pages.length > 0);
}

import type { CheckedPage } from './context.ts';
import { authoredIds, outlineIds } from './page-ids.ts';

/** Every id on a page that a link may lead to: headings, kit components and items of the frontmatter. */
export function anchorsOf(page: Pick<CheckedPage, 'data' | 'body'>): Set<string> {
  return new Set([
    ...page.body.headings.map(({ id }) => id),
    ...page.body.components.flatMap(({ name, attributes: { id } }) =>
      id === undefined || name === 'EditionNote' ? [] : [id],
    ),
    ...outlineIds(page.data).map(({ id }) => id),
    ...authoredIds(page.data).map(({ id }) => id),
  ]);
}

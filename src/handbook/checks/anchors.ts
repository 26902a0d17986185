import type { Page } from '../handbook.ts';
import { sectionsOf } from '../sections.ts';
import { authoredIds, outlineIds } from './page-ids.ts';

/** Ids of the sections that the page shell puts around the body, but those that are items of the outline. */
export function shellIds(page: Page): string[] {
  const items = outlineIds(page.data).map(({ id }) => id);
  const { before, after } = sectionsOf(page);
  return [...before, ...after].map(({ id }) => id).filter((id) => !items.includes(id));
}

/** Every id on a page that a link may lead to: sections, headings, kit components, items of the frontmatter. */
export function anchorsOf(page: Page): Set<string> {
  return new Set([
    ...shellIds(page),
    ...(page.body.former ?? []),
    ...page.body.headings.map(({ id }) => id),
    ...page.body.components.flatMap(({ name, attributes: { id } }) =>
      id === undefined || name === 'EditionNote' ? [] : [id],
    ),
    ...outlineIds(page.data).map(({ id }) => id),
    ...authoredIds(page.data).map(({ id }) => id),
  ]);
}

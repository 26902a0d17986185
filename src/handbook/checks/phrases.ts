import type { Page } from '../handbook.ts';
import { shellIds } from './anchors.ts';
import { atKey, type Check, respell } from './context.ts';

/** Files of phrases without a page of their name, and phrases for a section that the page does not have. */
export const checkPhrases: Check = ({ entries, handbook, has }) =>
  entries.phrases.flatMap((entry) => {
    const page = handbook.pages.get(entry.id);
    if (!page) {
      if (has(`page:${entry.id}`)) return [];
      const cure = respell(entry.id, handbook.pages.keys(), 'name the file by the id of a page');
      return [{ file: entry.file, message: `there is no page "${entry.id}"`, cure }];
    }
    const sections = sectionIds(page);
    return Object.keys(entry.data)
      .filter((id) => !sections.has(id))
      .map((id) => atKey(entry, [id], `${page.id} has no section "${id}"`, respell(id, sections)));
  });

/** What has a heading of its own: sections of the shell and of the body, worked examples and exercises. */
function sectionIds(page: Page): Set<string> {
  return new Set([
    'top',
    ...shellIds(page),
    ...(page.body.former ?? []),
    ...page.body.headings.map(({ id }) => id),
    ...page.body.components.flatMap(({ name, attributes: { id } }) =>
      id !== undefined && /^(Example|Exercise)$/.test(name) ? [id] : [],
    ),
  ]);
}

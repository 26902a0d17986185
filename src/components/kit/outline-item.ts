import type { Page } from '../../handbook/handbook.ts';
import { nearest } from '../../handbook/problem.ts';

/**
 * The outline's words of one item of a page.
 *
 * @throws when the page's outline has no item of that id, with the nearest
 */
export function outlineWords(page: Page | undefined, id: string): string {
  const outline = page !== undefined && 'outline' in page.data ? page.data.outline : undefined;
  const items = new Map(itemsIn(outline));
  const found = items.get(id);
  if (found !== undefined) return found;
  const close = nearest(id, items.keys());
  throw new Error(
    items.size === 0
      ? 'stands on a page that has no outline'
      : `id: this page's outline has no item "${id}"${close === undefined ? '' : `; did you mean "${close}"?`}`,
  );
}

/** Everything in an outline that has an id: items have a text, a project has a label and a title. */
function itemsIn(value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.flatMap(itemsIn);
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(itemsIn);
  const words =
    'text' in value
      ? value.text
      : 'label' in value && 'title' in value
        ? `${String(value.label)}: ${String(value.title)}`
        : undefined;
  return 'id' in value && words !== undefined ? [[String(value.id), String(words)], ...inside] : inside;
}

import { outlineIds, authoredIds } from './checks/page-ids.ts';
import { formatSpan } from './calendar/format-date.ts';
import type { Handbook, Page } from './handbook.ts';

/** What an update may change for a cohort, as plain data: two versions of the code can exchange it. */
export interface HandbookState {
  pages: Record<string, PageState>;
}

interface PageState {
  title: string;
  /** Changes whenever something of the page does. */
  content: string;
  /** Ids of what a learner ticks. */
  items: string[];
  first?: string | undefined;
  last?: string | undefined;
}

/** One kind of change, in lines. */
export interface Comparison {
  heading: string;
  lines: string[];
}

/**
 * The state of a handbook.
 * @param digest makes a short text of a long one, the same for the same
 */
export function stateOf(handbook: Handbook, digest: (text: string) => string): HandbookState {
  const dates = new Map(handbook.calendar?.units.map((unit) => [unit.id, unit]));
  const entries = [...handbook.pages].map(([id, page]): [string, PageState] => [
    id,
    {
      title: page.title,
      content: digest(JSON.stringify([page.title, page.description, page.data, page.body])),
      items: itemsOf(page),
      first: dates.get(id)?.first,
      last: dates.get(id)?.last,
    },
  ]);
  return { pages: Object.fromEntries(entries) };
}

/** Compares two states: pages, items to tick, dates. Kinds without a change are left out. */
export function compareStates(before: HandbookState, after: HandbookState): Comparison[] {
  const ids = [...new Set([...Object.keys(before.pages), ...Object.keys(after.pages)])].sort();
  const title = (id: string) => `${(after.pages[id] ?? before.pages[id])?.title} (${id})`;
  const both = ids.flatMap((id) => {
    const [old, now] = [before.pages[id], after.pages[id]];
    return old && now ? [{ id, old, now }] : [];
  });
  const missing = (one: PageState, other: PageState) => one.items.filter((item) => !other.items.includes(item));
  return [
    { heading: 'New pages', lines: ids.filter((id) => !before.pages[id]).map(title) },
    { heading: 'Pages that are gone', lines: ids.filter((id) => !after.pages[id]).map(title) },
    {
      heading: 'Pages that changed',
      lines: both.filter(({ old, now }) => old.content !== now.content).map(({ id }) => title(id)),
    },
    {
      heading: 'New items to tick',
      lines: both.flatMap(({ id, old, now }) => missing(now, old).map((item) => `${id}#${item}`)),
    },
    {
      heading: 'Items that are gone',
      lines: both.flatMap(({ id, old, now }) => missing(old, now).map((item) => `${id}#${item}`)),
    },
    {
      heading: 'Dates that move',
      lines: both.flatMap(({ id, old, now }) => {
        const [was, is] = [spanOf(old), spanOf(now)];
        return was && is && was !== is ? [`${title(id)}: ${was} → ${is}`] : [];
      }),
    },
  ].filter(({ lines }) => lines.length > 0);
}

function spanOf({ first, last }: PageState): string | undefined {
  return first && last ? formatSpan(first, last) : undefined;
}

function itemsOf(page: Page): string[] {
  return [...outlineIds(page.data), ...authoredIds(page.data)].map(({ id }) => id);
}

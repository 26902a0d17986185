import { type Handbook, isKind, type Page } from './handbook.ts';
import { trackPages } from './place.ts';

/** What stands before and after a page when its track is read from front to back. */
export interface Neighbours {
  previous: Page | undefined;
  next: Page | undefined;
}

/**
 * The neighbours of a page: weeks and units by number, modules in the order of the outline. A track comes before
 * its first page, the completion metrics after the last week; other pages have none.
 */
export function neighboursOf(handbook: Handbook, page: Page): Neighbours {
  const { weeks, modules, units } = handbook;
  const all = [...handbook.pages.values()];
  const ofKind = (kind: Page['data']['kind']) => all.find(({ data }) => data.kind === kind);
  const [blocksPage] = trackPages(handbook, 'blocks');
  if (isKind(page, 'block')) {
    const at = handbook.blocks.findIndex((block) => block.page.id === page.id);
    return { previous: handbook.blocks[at - 1]?.page ?? blocksPage, next: handbook.blocks[at]?.modules[0] };
  }
  const ofUnits = trackPages(handbook, 'units').map((track) => [
    track,
    ...units.filter(({ data }) => data.outline.track === track.id),
  ]);
  const [weeksPage] = trackPages(handbook, 'weeks');
  const lines = [[ofKind('programme'), weeksPage, ...weeks, ofKind('metrics')], [blocksPage, ...modules], ...ofUnits];
  const line = lines
    .map((steps) => steps.filter((step) => step !== undefined))
    .find((steps) => steps.some(({ id }) => id === page.id));
  const at = line?.findIndex(({ id }) => id === page.id) ?? 0;
  return { previous: line?.[at - 1], next: line?.[at + 1] };
}

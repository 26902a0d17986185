import { type Handbook, isKind, type Page } from './handbook.ts';

/** What stands before and after a page when its track is read from front to back. */
export interface Neighbours {
  previous: Page | undefined;
  next: Page | undefined;
}

/**
 * The neighbours of a page: weeks by number, modules in the order of the outline. A track comes before its
 * first page, the completion metrics after the last week; other pages have none.
 */
export function neighboursOf(handbook: Handbook, page: Page): Neighbours {
  const { pages, weeks, modules } = handbook;
  const all = [...pages.values()];
  const ofKind = (kind: Page['data']['kind']) => all.find(({ data }) => data.kind === kind);
  const tracks = all.filter((other) => isKind(other, 'track'));
  const roadmapPage = tracks.find(({ data }) => data.outline.phases.length > 0);
  const staffPage = tracks.find(({ data }) => data.outline.phases.length === 0);
  const roadmap = [ofKind('programme'), roadmapPage, ...weeks, ofKind('metrics')];
  const staff = [staffPage, ...modules];
  if (isKind(page, 'block')) {
    const at = handbook.blocks.findIndex((block) => block.page.id === page.id);
    return { previous: handbook.blocks[at - 1]?.page ?? staffPage, next: handbook.blocks[at]?.modules[0] };
  }
  const line = [roadmap, staff]
    .map((pagesOfTrack) => pagesOfTrack.filter((step) => step !== undefined))
    .find((pagesOfTrack) => pagesOfTrack.some(({ id }) => id === page.id));
  const at = line?.findIndex(({ id }) => id === page.id) ?? 0;
  return { previous: line?.[at - 1], next: line?.[at + 1] };
}

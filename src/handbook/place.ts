import { type Handbook, isKind, type Page } from './handbook.ts';

/** Where a page stands in its track. */
export interface Place {
  track: 'roadmap' | 'staff';
  /** Index of its phase or block; undefined on pages about the track as a whole. */
  part: number | undefined;
  /** Index among all weeks or all modules. */
  position: number | undefined;
}

/** The place of a page; undefined for pages outside the two tracks. */
export function placeOf(handbook: Handbook, page: Page | undefined): Place | undefined {
  if (page === undefined) return undefined;
  if (isKind(page, 'week')) {
    const part = handbook.phases.findIndex(({ id }) => id === page.data.outline.phase);
    return { track: 'roadmap', part, position: handbook.weeks.findIndex(({ id }) => id === page.id) };
  }
  if (isKind(page, 'module')) {
    const part = handbook.blocks.findIndex((block) => block.page.id === page.data.outline.block);
    return { track: 'staff', part, position: handbook.modules.findIndex(({ id }) => id === page.id) };
  }
  if (isKind(page, 'block')) {
    const part = handbook.blocks.findIndex((block) => block.page.id === page.id);
    return { track: 'staff', part, position: undefined };
  }
  if (isKind(page, 'track')) {
    return { track: page.data.outline.phases.length > 0 ? 'roadmap' : 'staff', part: undefined, position: undefined };
  }
  if (page.data.kind === 'page') return undefined;
  return { track: 'roadmap', part: undefined, position: undefined };
}

/** Where a page stands, in a few words: “Week 9”, or the title of its block; empty for other pages. */
export function placeName(handbook: Handbook, page: Page): string {
  if (isKind(page, 'week')) return `Week ${page.data.outline.number}`;
  if (isKind(page, 'module')) return shortTitle(handbook.pages.get(page.data.outline.block)?.title ?? '');
  return '';
}

/** The title of a phase or block before its subtitle or parenthesis, for the way-finder and lists. */
export function shortTitle(title: string): string {
  return title.replace(/(: | \(| \+ ).*$/, '');
}

/** The weeks of a block as they are said: `Week 1`, `Weeks 3–8`. */
export function weekSpan({ from, to }: { from: number; to: number }): string {
  return from === to ? `Week ${from}` : `Weeks ${from}–${to}`;
}

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

/** The number that a page is known by, such as “Week 9”; empty for pages that are known by their title. */
export function placeName(page: Page): string {
  return isKind(page, 'week') ? `Week ${page.data.outline.number}` : '';
}

/** The title of a phase or block before its subtitle or parenthesis, for the way-finder and lists. */
export function shortTitle(title: string): string {
  return title.replace(/(: | \(| \+ ).*$/, '');
}

/** The weeks of a block as they are said: `Week 1`, `Weeks 3–8`. */
export function weekSpan({ from, to }: { from: number; to: number }): string {
  return from === to ? `Week ${from}` : `Weeks ${from}–${to}`;
}

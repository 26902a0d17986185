import type { NoteData } from '../schema/note.ts';
import type { Entry } from './entries.ts';
import type { Handbook } from './handbook.ts';

/** Edition notes beside one item of a page's outline, or on the page as a whole when no item is named. */
export function notesOn(handbook: Handbook, page: string, item?: string): Entry<NoteData>[] {
  const place = item === undefined ? page : `${page}#${item}`;
  return [...handbook.notes.values()].filter(({ data: { on } }) => on.includes(place) && !isBesideItem(on, page, item));
}

/** A note that stands beside an item of the page is not repeated on the page as a whole. */
function isBesideItem(on: readonly string[], page: string, item: string | undefined): boolean {
  return item === undefined && on.some((place) => place.startsWith(`${page}#`));
}

/** The item of a page beside which a note is told in full; beside its other items a link to it is enough. */
export function isToldAt(note: Entry<NoteData>, page: string, item: string): boolean {
  return note.data.on.find((place) => place.startsWith(`${page}#`)) === `${page}#${item}`;
}

/** Name of a note as it is cited: `sd-31` is “Edition note 31”. */
export function noteName(id: string): string {
  return `Edition note ${id.replace(/^\D*0*/, '')}`;
}

import { type Handbook, isKind, type Page, type PageOf } from './handbook.ts';

/** Where a page stands in its track. */
export interface Place {
  /** Page id of its track. */
  track: string;
  /** Index of its phase or block; undefined on pages about the track as a whole. */
  part: number | undefined;
  /** Index among all weeks, modules or units of its track. */
  position: number | undefined;
}

/** The place of a page; undefined for pages outside of the tracks. */
export function placeOf(handbook: Handbook, page: Page | undefined): Place | undefined {
  if (page === undefined) return undefined;
  if (isKind(page, 'unit')) {
    const { track, phase } = page.data.outline;
    const own = handbook.units.filter(({ data }) => data.outline.track === track);
    const phases = trackPages(handbook, 'units').find(({ id }) => id === track)?.data.outline.phases ?? [];
    const position = own.findIndex(({ id }) => id === page.id);
    return position === -1 ? undefined : { track, part: phases.findIndex(({ id }) => id === phase), position };
  }
  const [weeks = '', blocks = ''] = (['weeks', 'blocks'] as const).map((form) => trackPages(handbook, form)[0]?.id);
  if (isKind(page, 'week')) {
    const part = handbook.phases.findIndex(({ id }) => id === page.data.outline.phase);
    return { track: weeks, part, position: handbook.weeks.findIndex(({ id }) => id === page.id) };
  }
  if (isKind(page, 'module')) {
    const part = handbook.blocks.findIndex((block) => block.page.id === page.data.outline.block);
    return { track: blocks, part, position: handbook.modules.findIndex(({ id }) => id === page.id) };
  }
  if (isKind(page, 'block')) {
    const part = handbook.blocks.findIndex((block) => block.page.id === page.id);
    return { track: blocks, part, position: undefined };
  }
  if (isKind(page, 'track')) {
    return { track: page.id, part: undefined, position: undefined };
  }
  if (page.data.kind === 'page') return undefined;
  return { track: weeks, part: undefined, position: undefined };
}

/** What a track is made of: weeks of a roadmap, blocks of modules, or units of any other numbering. */
export type TrackForm = 'weeks' | 'blocks' | 'units';

/** The form of a track. */
export function formOf({ data }: Pick<PageOf<'track'>, 'data'>): TrackForm {
  if (data.outline.word !== undefined) return 'units';
  return data.outline.phases.length > 0 ? 'weeks' : 'blocks';
}

/** The pages of all tracks of a form; of weeks and of blocks there is one at the most. */
export function trackPages({ pages }: Pick<Handbook, 'pages'>, form: TrackForm): PageOf<'track'>[] {
  return [...pages.values()].filter((page) => isKind(page, 'track')).filter((page) => formOf(page) === form);
}

/** The number that a page is known by, such as “Week 9”; empty for pages that are known by their title. */
export function placeName(page: Page): string {
  if (isKind(page, 'unit')) {
    const { word, number } = page.data.outline;
    return /^\p{Script=Han}$/u.test(word) ? `第${number}${word}` : `${word} ${unitNumber(page)}`;
  }
  return isKind(page, 'week') ? `Week ${page.data.outline.number}` : '';
}

/** The number of a unit, or its span: `3`, `3–8`. */
export function unitNumber({ data }: PageOf<'unit'>): string {
  const { number, to } = data.outline;
  return to === undefined ? String(number) : `${number}–${to}`;
}

/** The title of a phase or block before its subtitle or parenthesis, for the way-finder and lists. */
export function shortTitle(title: string): string {
  return title.replace(/(: | \(| \+ ).*$/, '');
}

/** The weeks of a block as they are said: `Week 1`, `Weeks 3–8`. */
export function weekSpan({ from, to }: { from: number; to: number }): string {
  return from === to ? `Week ${from}` : `Weeks ${from}–${to}`;
}

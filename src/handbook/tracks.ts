import { type Handbook, isKind, type Page, type PageOf } from './handbook.ts';
import { formOf, shortTitle, type TrackForm, unitNumber } from './place.ts';

/** A phase of weeks or units, or a block of modules, as it is shown in navigation. */
export interface TrackPart {
  title: string;
  /** Address from the root of the handbook, with its anchor. */
  path: string;
  /** The weeks of a block in words; empty for a phase. */
  span: { from: number; to: number } | undefined;
  pages: readonly { number: string; page: Page }[];
}

/** A track that has something in it. */
export interface Track {
  /** Page id of the track. */
  id: string;
  form: TrackForm;
  title: string;
  path: string;
  page: PageOf<'track'>;
  parts: readonly TrackPart[];
}

/** The tracks of a handbook in the order of the cohort; those of which nothing is left are left out. */
export function tracksOf(handbook: Handbook): Track[] {
  const wanted = handbook.cohort.tracks;
  const pages = [...handbook.pages.values()].filter((page) => isKind(page, 'track'));
  const place = ({ id }: Page) => (wanted?.includes(id) ? wanted.indexOf(id) : pages.length);
  return pages
    .map((page): Track => {
      const form = formOf(page);
      return {
        id: page.id,
        form,
        title: page.data.short ?? shortTitle(page.title),
        path: page.path,
        page,
        parts: makers[form](handbook, page),
      };
    })
    .filter(({ parts }) => parts.length > 0)
    .toSorted((a, b) => place(a.page) - place(b.page) || order.indexOf(a.form) - order.indexOf(b.form));
}

const order: readonly TrackForm[] = ['weeks', 'units', 'blocks'];

const makers: Record<TrackForm, (handbook: Handbook, track: PageOf<'track'>) => TrackPart[]> = {
  weeks: ({ phases }, track) =>
    phases.map(({ id, title, weeks }) => ({
      title,
      path: `${track.path}#${id}`,
      span: undefined,
      pages: weeks.map((page) => ({ number: String(page.data.outline.number), page })),
    })),
  units: ({ units }, track) =>
    track.data.outline.phases.map(({ id, title }) => ({
      title,
      path: `${track.path}#${id}`,
      span: undefined,
      pages: units
        .filter(({ data }) => data.outline.track === track.id && data.outline.phase === id)
        .map((page) => ({ number: unitNumber(page), page })),
    })),
  blocks: ({ blocks }) =>
    blocks.map(({ page, modules }) => ({
      title: shortTitle(page.title),
      path: page.path,
      span: { from: page.data.outline.from, to: page.data.outline.to },
      pages: modules.map((module) => ({ number: '', page: module })),
    })),
};

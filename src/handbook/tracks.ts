import { type Handbook, isKind, type Page, type PageOf } from './handbook.ts';
import { shortTitle } from './place.ts';

/** A phase of weeks or a block of modules, as it is shown in navigation. */
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
  /** Which of the two kinds of place it is, as `placeOf` says. */
  id: 'roadmap' | 'staff';
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
      const isRoadmap = page.data.outline.phases.length > 0;
      return {
        id: isRoadmap ? 'roadmap' : 'staff',
        title: page.data.short ?? shortTitle(page.title),
        path: page.path,
        page,
        parts: isRoadmap ? phaseParts(handbook, page) : blockParts(handbook),
      };
    })
    .filter(({ parts }) => parts.length > 0)
    .toSorted((a, b) => place(a.page) - place(b.page) || Number(b.id === 'roadmap') - Number(a.id === 'roadmap'));
}

function phaseParts({ phases }: Handbook, track: Page): TrackPart[] {
  return phases.map(({ id, title, weeks }) => ({
    title,
    path: `${track.path}#${id}`,
    span: undefined,
    pages: weeks.map((page) => ({ number: String(page.data.outline.number), page })),
  }));
}

function blockParts({ blocks }: Handbook): TrackPart[] {
  return blocks.map(({ page, modules }) => ({
    title: shortTitle(page.title),
    path: page.path,
    span: { from: page.data.outline.from, to: page.data.outline.to },
    pages: modules.map((module) => ({ number: '', page: module })),
  }));
}

import { datesOf } from '../calendar/cohort-calendar.ts';
import { type Handbook, isKind, type Page } from '../handbook.ts';
import { placeName } from '../place.ts';
import { tracksOf } from '../tracks.ts';
import { hashOf, type Item, itemsOf } from './items.ts';

/** What there is to do, as the pages of the learner's desk read it. */
export interface Catalogue {
  tracks: readonly CatalogueTrack[];
}

export interface CatalogueTrack {
  /** Page id of the track. */
  id: string;
  title: string;
  units: readonly CatalogueUnit[];
}

/** A page of a track with its items. */
export interface CatalogueUnit {
  id: string;
  /** What it is known by, such as “Week 9”; empty where it is known by its title. */
  name: string;
  title: string;
  /** Address under the base path. */
  path: string;
  /** Minutes of its plan, or to work through it with its exercises; undefined where nothing says how long it takes. */
  minutes?: number | undefined;
  items: readonly (Item & { hash: string })[];
  /** When the cohort has it, first and last day; its own dates come before a learner's. */
  dates?: { start: string; end: string } | undefined;
  /** Criteria of its rubric with their weight in per cent. */
  criteria: readonly { id: string; text: string; weight: number }[];
}

/**
 * The catalogue of a handbook.
 * @param address turns a path from the root of the handbook into one of the site
 * @param plain turns inline Markdown into plain text
 * @param work minutes that a page without a plan takes to work through, exercises included
 */
export function catalogueOf(
  handbook: Handbook,
  address: (path: string) => string,
  plain: (markdown: string) => string,
  work: (page: Page) => number,
): Catalogue {
  const unit = (page: Page): CatalogueUnit => ({
    id: page.id,
    name: placeName(page),
    title: page.title,
    path: address(page.path),
    minutes: minutesOf(page, work),
    items: itemsOf(page).map((item) => ({ ...item, text: textOf(handbook, item, plain), hash: hashOf(item.text) })),
    dates: cohortDates(handbook, page),
    criteria: isKind(page, 'week') ? page.data.outline.rubric : [],
  });
  return {
    tracks: tracksOf(handbook).map(({ page, title, parts }) => ({
      id: page.id,
      title,
      units: parts.flatMap(({ pages }) => pages.map(({ page }) => unit(page))),
    })),
  };
}

function cohortDates(handbook: Handbook, page: Page): CatalogueUnit['dates'] {
  const dates = datesOf(handbook, page);
  return dates && { start: dates.first, end: dates.last };
}

function minutesOf(page: Page, work: (page: Page) => number): number | undefined {
  return isKind(page, 'week') ? page.data.plan?.minutes : work(page);
}

/** A reading is named by its source's title. */
function textOf(handbook: Handbook, { source, text }: Item, plain: (markdown: string) => string): string {
  const title = source && handbook.sources.get(source)?.data.title;
  return source && title ? text.replace(source, title) : plain(text);
}

import { collectBacklinks } from './backlinks.ts';
import { cohortCalendar } from './calendar/cohort-calendar.ts';
import type { Entries, Entry, PageEntry } from './entries.ts';
import { type Block, type Handbook, isKind, type Page, type PageOf, type Phase } from './handbook.ts';
import { checkHandbook } from './check.ts';
import { selectUnits } from './select-units.ts';
import { pageId, pagePath } from './page-id.ts';
import { formOf } from './place.ts';
import { ContentError } from './problem.ts';

/**
 * Builds the one Handbook from everything that was read.
 * @throws ContentError with every problem at once: dangling references, cycles, wrong sums,
 *   missing weeks, ids used twice, parts that a full page lacks.
 */
export function buildHandbook(entries: Entries): Handbook {
  const handbook = assemble(entries);
  const problems = checkHandbook(handbook, entries);
  if (problems.length > 0) throw new ContentError(problems);
  return finish(handbook);
}

/** The handbook of this cohort: what it has chosen, with its dates and who refers to whom. */
export function finish(whole: Handbook): Handbook {
  const handbook = selectUnits(whole);
  return { ...handbook, calendar: cohortCalendar(handbook), backlinks: collectBacklinks(handbook) };
}

/**
 * The handbook as far as it can be put together from entries that nobody has checked, without
 * backlinks: of two entries with one id, the first.
 */
export function assemble(entries: Entries): Handbook {
  const pages = new Map<string, Page>();
  for (const entry of entries.pages) {
    const page = toPage(entry);
    if (!pages.has(page.id)) pages.set(page.id, page);
  }
  const all = [...pages.values()];
  const weeks = all
    .filter((page) => isKind(page, 'week'))
    .sort((a, b) => a.data.outline.number - b.data.outline.number);
  const modules = all
    .filter((page) => isKind(page, 'module'))
    .sort((a, b) => a.data.outline.order - b.data.outline.order);
  return {
    cohort: entries.cohort,
    pages,
    weeks,
    units: unitsOf(all),
    modules,
    phases: phasesOf(all, weeks),
    blocks: blocksOf(all, modules),
    terms: byId(entries.terms),
    sources: byId(entries.sources),
    tools: byId(entries.tools),
    notes: byId(entries.notes),
    phrases: byId(entries.phrases),
    leftOut: new Map(),
    announcements: entries.announcements ?? [],
    calendar: undefined,
    backlinks: new Map(),
  };
}

function toPage({ route, file, title, description, data, body, inlineLinks }: PageEntry): Page {
  return { id: pageId(route), path: pagePath(route), file, title, description, data, body, inlineLinks };
}

function phasesOf(all: readonly Page[], weeks: readonly PageOf<'week'>[]): Phase[] {
  return all
    .filter((page) => isKind(page, 'track'))
    .filter((page) => formOf(page) === 'weeks')
    .flatMap((page) => page.data.outline.phases)
    .map(({ id, heading, title }) => ({
      id,
      heading,
      title,
      weeks: weeks.filter((week) => week.data.outline.phase === id),
    }));
}

/** The units that a track lists, in its order. */
function unitsOf(all: readonly Page[]): PageOf<'unit'>[] {
  const ids = all
    .filter((page) => isKind(page, 'track'))
    .flatMap((page) => page.data.outline.phases.flatMap(({ weeks }) => weeks));
  const place = new Map(ids.map((id, index) => [id, index]));
  return all
    .filter((page) => isKind(page, 'unit'))
    .filter(({ id }) => place.has(id))
    .sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}

function blocksOf(all: readonly Page[], modules: readonly PageOf<'module'>[]): Block[] {
  return all
    .filter((page) => isKind(page, 'block'))
    .sort((a, b) => a.data.outline.order - b.data.outline.order)
    .map((page) => ({ page, modules: modules.filter((module) => module.data.outline.block === page.id) }));
}

function byId<Data>(entries: readonly Entry<Data>[]): Map<string, Entry<Data>> {
  return new Map([...entries].sort((a, b) => a.id.localeCompare(b.id)).map((entry) => [entry.id, entry]));
}

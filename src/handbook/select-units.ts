import { collectBacklinks } from './backlinks.ts';
import { type Handbook, isKind, type Page, type PageOf } from './handbook.ts';
import { trackPages } from './place.ts';

/**
 * The part of a handbook that the cohort has chosen by `tracks` and `units`: pages, order, phases, blocks, notes and
 * the sources and tools that are still used. What is left out stands in `leftOut`. The handbook itself where the
 * cohort takes everything.
 */
export function selectUnits(handbook: Handbook): Handbook {
  const { tracks, units } = handbook.cohort;
  if (!tracks && !units) return handbook;
  const kept = keptIds(handbook);
  const pages = new Map(
    [...handbook.pages].filter(([id]) => kept.has(id)).map(([id, page]) => [id, without(page, kept)]),
  );
  const only = <K extends 'week' | 'module'>(kind: K, all: readonly PageOf<K>[]) =>
    inOrder(
      all.flatMap(({ id }) => {
        const page = pages.get(id);
        return page && isKind(page, kind) ? [page] : [];
      }),
      units,
    );
  const weeks = only('week', handbook.weeks);
  const modules = only('module', handbook.modules);
  const chosen = {
    ...handbook,
    pages,
    weeks,
    modules,
    units: inOrder(
      handbook.units.filter(({ id }) => kept.has(id)),
      units,
    ),
    phases: handbook.phases
      .map((phase) => ({ ...phase, weeks: weeks.filter((week) => week.data.outline.phase === phase.id) }))
      .filter((phase) => phase.weeks.length > 0),
    blocks: handbook.blocks
      .map(({ page }) => ({ page, modules: modules.filter((module) => module.data.outline.block === page.id) }))
      .filter((block) => block.modules.length > 0),
    notes: filtered(handbook.notes, ({ data }) => data.on.some((place) => kept.has(place.replace(/#.*$/, '')))),
    phrases: filtered(handbook.phrases, ({ id }) => kept.has(id)),
    leftOut: new Map([...handbook.pages].filter(([id]) => !kept.has(id))),
  };
  return { ...chosen, ...usedOnly(chosen) };
}

/** Ids of the pages that stay: chosen units, what holds them, and every page outside of the tracks. */
function keptIds(handbook: Handbook): Set<string> {
  const { pages, cohort, blocks } = handbook;
  const { units } = cohort;
  const all = [...pages.values()];
  const [roadmap] = trackPages(handbook, 'weeks');
  const [staff] = trackPages(handbook, 'blocks');
  const has = (track: Page | undefined) => track !== undefined && (cohort.tracks?.includes(track.id) ?? true);
  const isChosen = (...ids: string[]) => units === undefined || ids.some((id) => units.includes(id));
  const isKept = (page: Page): boolean => {
    if (isKind(page, 'week')) return has(roadmap) && isChosen(page.id);
    if (isKind(page, 'module')) return has(staff) && isChosen(page.id, page.data.outline.block);
    if (isKind(page, 'unit')) return has(pages.get(page.data.outline.track)) && isChosen(page.id);
    return page.data.kind === 'page';
  };
  const kept = new Set<string>();
  for (const page of all) {
    if (isKept(page)) kept.add(page.id);
  }
  for (const { page, modules } of blocks) if (modules.some(({ id }) => kept.has(id))) kept.add(page.id);
  const holds = (kind: 'week' | 'module') => all.some((page) => isKind(page, kind) && kept.has(page.id));
  if (roadmap && holds('week')) {
    kept.add(roadmap.id);
    for (const page of all) if (page.data.kind === 'programme' || page.data.kind === 'metrics') kept.add(page.id);
  }
  if (staff && holds('module')) kept.add(staff.id);
  for (const { id, data } of trackPages(handbook, 'units')) {
    if (data.outline.phases.some(({ weeks }) => weeks.some((unit) => kept.has(unit)))) kept.add(id);
  }
  return kept;
}

/** A page without references to what is left out. */
function without(page: Page, kept: ReadonlySet<string>): Page {
  const only = (ids: readonly string[]) => ids.filter((id) => kept.has(id));
  if (isKind(page, 'week'))
    return {
      ...page,
      data: { ...page.data, prerequisites: only(page.data.prerequisites), leadsTo: only(page.data.leadsTo) },
    };
  if (isKind(page, 'module'))
    return {
      ...page,
      data: { ...page.data, prerequisites: only(page.data.prerequisites), related: only(page.data.related) },
    };
  if (isKind(page, 'track')) {
    const phases = page.data.outline.phases
      .map((phase) => ({ ...phase, weeks: only(phase.weeks) }))
      .filter(({ weeks }) => weeks.length > 0);
    return { ...page, data: { ...page.data, outline: { ...page.data.outline, phases } } };
  }
  return page;
}

function inOrder<P extends { id: string }>(pages: P[], units: readonly string[] | undefined): P[] {
  if (!units) return pages;
  const place = ({ id }: P) => (units.includes(id) ? units.indexOf(id) : units.length);
  return pages.toSorted((a, b) => place(a) - place(b));
}

function filtered<E>(entries: ReadonlyMap<string, E>, test: (entry: E) => boolean): Map<string, E> {
  return new Map([...entries].filter(([, entry]) => test(entry)));
}

/** Sources and tools that a page, a term, a note or a tool still refers to. */
function usedOnly(handbook: Handbook): Pick<Handbook, 'sources' | 'tools'> {
  const backlinks = collectBacklinks(handbook);
  const inData = new Set(
    [...handbook.terms.values(), ...handbook.notes.values(), ...handbook.tools.values()].flatMap(({ inlineLinks }) =>
      inlineLinks.map(({ href }) => href.replace(/#.*$/, '')),
    ),
  );
  const isUsed = (key: string) => backlinks.has(key) || inData.has(key);
  return {
    sources: filtered(handbook.sources, ({ id }) => isUsed(`source:${id}`)),
    tools: filtered(handbook.tools, ({ id }) => isUsed(`tool:${id}`)),
  };
}

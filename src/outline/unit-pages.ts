import { clip, knownItems, OutlineIds, oldOutline, plainTitle, type DraftPage, type Pages } from './draft-page.ts';
import { isRecord, type ExistingPage } from './frontmatter.ts';
import { slugify } from './ids.ts';
import { similarity } from './nearest.ts';
import { pageId } from './track-pages.ts';
import { type OutlineUnit, type UnitItem, unitName, type UnitPart, type UnitProgramme } from './unit-model.ts';

/** Pages of a programme of units, and those whose place another page has taken. */
export interface UnitDrafts {
  readonly drafts: readonly DraftPage[];
  /** Pages of units that the outline no longer has and to which nobody has added anything. */
  readonly removed: readonly string[];
}

/** Folders and ids that the handbook's own pages have. */
const RESERVED = new Set(
  `api artefacts calendar cohort edition-notes glossary home index kits ledger modules offline organise programme
  progress projects readings review roadmap search staff tools topics tracks weeks completion-metrics`.split(/\s+/),
);
const LONGEST_SLUG = 60;
const LONGEST_TITLE = 100;
/** How alike headings have to be for a page to follow its unit to another number. */
const SAME_UNIT = 0.6;

/**
 * The pages of a programme of units: its track and one for each unit.
 *
 * @param fallback title where the outline has none.
 */
export function unitPages(programme: UnitProgramme, pages: Pages, fallback: string): UnitDrafts {
  const title = programme.title ?? fallback;
  const old = trackOf(programme, title, pages);
  const track = old ? pageId(old.path) : freeId(slugify(plainTitle(title)), pages);
  const own = [...pages.values()].filter((page) => page.data.kind === 'unit' && oldOutline(page).track === track);
  const units = programme.phases.flatMap((phase) => phase.units);
  const places = unitPlaces(programme.word, units, track, pages, own);
  const matches = matchUnits(units, own);
  const phases = programme.phases.map((phase, index) => {
    const [first, last] = [phase.units[0]?.from ?? 0, phase.units.at(-1)?.to ?? 0];
    const heading = phase.heading ?? unitName(programme.word, { from: first, to: last });
    return {
      id: `part-${index + 1}`,
      heading,
      title: plainTitle(heading),
      weeks: phase.units.map((unit) => pageId(places.get(unit) ?? '')),
    };
  });
  const trackIds = new OutlineIds(old);
  const trackPage: DraftPage = {
    path: `docs/tracks/${track}.mdx`,
    kind: 'track',
    title: clip(title, LONGEST_TITLE),
    description: clip(
      `${units.length} × ${programme.word}: ${units.map((unit) => unitTitle(programme.word, unit)).join('; ')}`,
    ),
    outline: {
      title,
      phases,
      word: programme.word,
      ...(programme.sections.length > 0 && { sections: partsOf(named(programme.sections, title), trackIds) }),
    },
  };
  const names = new Set([normal(trackPage.title), ...othersTitles(pages, [...own, ...(old ? [old] : [])])]);
  const drafts = programme.phases.flatMap((phase, index) =>
    phase.units.map((unit) => {
      const page = matches.get(unit);
      const name = freeTitle(
        clip(unitTitle(programme.word, unit), LONGEST_TITLE),
        unitName(programme.word, unit),
        names,
      );
      const path = places.get(unit) ?? '';
      return {
        path,
        from: page?.path === path ? undefined : page?.path,
        kind: 'unit' as const,
        title: name,
        description: clip(describe(unit)),
        outline: unitOutline(unit, programme.word, track, phases[index]?.id ?? '', page),
      };
    }),
  );
  const kept = new Set([...drafts.map(({ path }) => path), ...[...matches.values()].map(({ path }) => path)]);
  const gone = own.filter((page) => !kept.has(page.path) && isUntouched(page)).map(({ path }) => path);
  const moved = [...matches].flatMap(([unit, page]) => (places.get(unit) === page.path ? [] : [page.path]));
  const taken = new Set(drafts.map(({ path }) => path));
  return { drafts: [trackPage, ...drafts], removed: [...gone, ...moved].filter((path) => !taken.has(path)) };
}

/** Page of the track that an earlier import of this outline has written. */
function trackOf(programme: UnitProgramme, title: string, pages: Pages): ExistingPage | undefined {
  const units = programme.phases.flatMap((phase) => phase.units.map((unit) => unit.heading));
  const tracks = [...pages.values()].filter(
    (page) => page.data.kind === 'track' && typeof oldOutline(page).word === 'string',
  );
  const shared = (page: ExistingPage): number => {
    const known = [...pages.values()]
      .filter((other) => other.data.kind === 'unit' && oldOutline(other).track === pageId(page.path))
      .map((other) => oldOutline(other).heading);
    return units.filter((heading) => known.includes(heading)).length;
  };
  return (
    tracks.find((page) => oldOutline(page).title === title && oldOutline(page).word === programme.word) ??
    tracks.find((page) => shared(page) * 2 >= units.length)
  );
}

/** Addresses: `weeks/week-01`; where another track has that, `weeks/<track>-week-01`. */
function unitPlaces(
  word: string,
  units: readonly OutlineUnit[],
  track: string,
  pages: Pages,
  own: readonly ExistingPage[],
): Map<OutlineUnit, string> {
  const stem = /^\p{Script=Han}$/u.test(word) ? 'unit' : slugify(word);
  const folder = stem.endsWith('s') ? `${stem}es` : `${stem}s`;
  const digits = Math.max(2, String(Math.max(...units.map(({ to }) => to))).length);
  const pad = (number: number): string => String(number).padStart(digits, '0');
  const idOf = ({ from, to }: OutlineUnit): string => `${stem}-${pad(from)}${from === to ? '' : `-${pad(to)}`}`;
  const ownPaths = new Set(own.map(({ path }) => path));
  const others = new Set([...pages.keys()].filter((path) => !ownPaths.has(path)).map(pageId));
  const isPlain = units.every((unit) => !others.has(idOf(unit)));
  const home = RESERVED.has(folder) && folder !== 'weeks' && folder !== 'modules' ? `${folder}-units` : folder;
  return new Map(units.map((unit) => [unit, `docs/${home}/${isPlain ? '' : `${track}-`}${idOf(unit)}.mdx`]));
}

/** For each unit the page that is its own: by its heading, by its title, else by its number with similar words. */
function matchUnits(units: readonly OutlineUnit[], own: readonly ExistingPage[]): Map<OutlineUnit, ExistingPage> {
  const free = new Set(own);
  const found = new Map<OutlineUnit, ExistingPage>();
  const take = (unit: OutlineUnit, page: ExistingPage | undefined): void => {
    if (page === undefined || found.has(unit)) return;
    found.set(unit, page);
    free.delete(page);
  };
  for (const unit of units)
    take(
      unit,
      [...free].find((page) => oldOutline(page).heading === unit.heading),
    );
  for (const unit of units) {
    if (unit.title !== '')
      take(
        unit,
        [...free].find((page) => oldOutline(page).title === unit.title),
      );
  }
  const words = (unit: OutlineUnit): string =>
    [unit.title, ...unit.parts.flatMap(({ items }) => items.map(({ text }) => text))].join(' ');
  for (const unit of units) {
    const ranked = [...free]
      .map((page) => ({ page, score: similarity(words(unit), wordsOfPage(page)) }))
      .sort((a, b) => b.score - a.score)[0];
    if (ranked && ranked.score >= SAME_UNIT) take(unit, ranked.page);
  }
  for (const unit of units)
    take(
      unit,
      [...free].find((page) => oldOutline(page).number === unit.from),
    );
  return found;
}

function wordsOfPage(page: ExistingPage): string {
  const { title, parts } = oldOutline(page);
  const items = Array.isArray(parts)
    ? parts.flatMap((part: unknown) => (isRecord(part) ? knownItems(part.items) : []))
    : [];
  return [typeof title === 'string' ? title : '', ...items.map(({ text }) => text)].join(' ');
}

function unitOutline(
  unit: OutlineUnit,
  word: string,
  track: string,
  phase: string,
  page: ExistingPage | undefined,
): Record<string, unknown> {
  const ids = new OutlineIds(page);
  return {
    track,
    phase,
    word,
    number: unit.from,
    ...(unit.to !== unit.from && { to: unit.to }),
    heading: unit.heading,
    title: unit.title === '' ? unit.heading : unit.title,
    ...(unit.intro.length > 0 && { intro: itemsOf('intro', unit.intro, ids, ids.old.intro) }),
    ...(unit.parts.length > 0 && { parts: partsOf(unit.parts, ids) }),
    ...ids.retired(),
  };
}

function partsOf(parts: readonly UnitPart[], ids: OutlineIds): object[] {
  const before = [ids.old.parts, ids.old.sections].find(Array.isArray) ?? [];
  const old = before.filter(isRecord).map((part) => ({
    id: String(part.id),
    text: String(part.label),
    items: part.items,
  }));
  const partIds = ids.assign(
    'part',
    parts.map(({ label }) => label),
    old,
  );
  return parts.map((part, index) => ({
    id: partIds[index],
    label: part.label,
    ...(part.role && { role: part.role }),
    items: itemsOf(part.role ?? 'item', part.items, ids, old.find(({ id }) => id === partIds[index])?.items),
  }));
}

function itemsOf(kind: string, items: readonly UnitItem[], ids: OutlineIds, old: unknown): object[] {
  return ids.items(kind, items, old, ({ markdown, level, minutes, weight }) => ({
    ...(markdown !== undefined && { markdown }),
    ...(level > 0 && { level }),
    ...(minutes !== undefined && { minutes }),
    ...(weight !== undefined && { weight }),
  }));
}

/** Sections under the words of their heading; what stands above all headings under the title. */
function named(sections: readonly UnitPart[], title: string): UnitPart[] {
  return sections.map((part) => (part.label === '' ? { ...part, label: title } : part));
}

function unitTitle(word: string, unit: OutlineUnit): string {
  return plainTitle(unit.title) || plainTitle(unit.heading) || unitName(word, unit);
}

function describe(unit: OutlineUnit): string {
  const goal = unit.parts.find(({ role }) => role === 'goal')?.items[0]?.text;
  const items = unit.parts.flatMap((part) => part.items.filter(({ level }) => level === 0).map(({ text }) => text));
  return goal ?? (items.length > 0 ? items.join('; ') : (unit.intro[0]?.text ?? unit.heading));
}

function freeTitle(title: string, name: string, names: Set<string>): string {
  const free = names.has(normal(title))
    ? names.has(normal(`${title} (${name})`))
      ? `${title} (${name}, 2)`
      : `${title} (${name})`
    : title;
  names.add(normal(free));
  return free;
}

function othersTitles(pages: Pages, own: readonly ExistingPage[]): string[] {
  return [...pages.values()].filter((page) => !own.includes(page)).map(({ data }) => normal(String(data.title ?? '')));
}

function normal(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s\-–_]+/g, ' ')
    .trim();
}

function freeId(slug: string, pages: Pages): string {
  const stem = slug.slice(0, LONGEST_SLUG).replace(/-+$/, '') || 'programme';
  const taken = new Set([...RESERVED, ...[...pages.keys()].map(pageId)]);
  let id = taken.has(stem) ? `${stem}-track` : stem;
  for (let number = 2; taken.has(id); number += 1) id = `${stem}-${number}`;
  return id;
}

function isUntouched(page: ExistingPage): boolean {
  return page.data.depth === 'outline' && /^---\n[\s\S]*?^---\s*$/m.exec(page.text)?.[0].trim() === page.text.trim();
}

import { gather } from './evidence.ts';
import { type Fields, fields, type Matcher, matcher, nameNeighbours } from './fields.ts';
import { type Filters, type FullText, type Result, type SearchData, facets } from './model.ts';
import { plan, type Plan } from './plan.ts';
import { rank, type Ranked } from './rank.ts';
import { synonyms, type Synonyms } from './synonyms.ts';
import type { WordList } from './word-list.ts';

/** Everything the query layer knows before the first query. */
export interface Searcher {
  data: SearchData;
  names: Fields;
  synonyms: Synonyms;
  /** Whether two words stand in one name. */
  together: (one: string, other: string) => boolean;
}

/** Reads an index once. */
export function searcher(data: SearchData): Searcher {
  const names = fields(data);
  return { data, names, synonyms: synonyms(data), together: nameNeighbours(names) };
}

/** Answer to a query, before filters. */
export interface Answer {
  plan: Plan;
  results: Result[];
}

/** Answers from titles, headings, aliases and terms alone: only the pages that these make sure of. */
export function sureSearch(source: Searcher, query: string, list: WordList, literal = false): Answer {
  const asked = read(source, query, list, literal);
  return answer(asked, rankSure(asked));
}

/**
 * Answers before the full text is there. `search` gives these results first and in this order: none moves when
 * the full text arrives.
 * @param sections words of the sections
 * @throws what `sections` throws
 */
export async function quickSearch(
  source: Searcher,
  query: string,
  list: WordList,
  sections: FullText,
  literal = false,
): Promise<Answer> {
  const asked = read(source, query, list, literal);
  return answer(asked, await rankQuick(asked, sections));
}

/**
 * Answers from everything. The same query gives the same list, whatever was asked before.
 * @throws what `sections` and `text` throw
 */
export async function search(
  source: Searcher,
  query: string,
  list: WordList,
  sections: FullText,
  text: FullText,
  literal = false,
): Promise<Answer> {
  const asked = read(source, query, list, literal);
  const [quick, all] = await Promise.all([rankQuick(asked, sections), rankBy(asked, text)]);
  return answer(asked, ordered(source.data, quick, all));
}

/** A query, read once, with what it is compared with. */
interface Asked {
  source: Searcher;
  plan: Plan;
  names: Matcher;
}

function read(source: Searcher, query: string, list: WordList, literal: boolean): Asked {
  const planned = plan(query, list, source.synonyms, literal, source.together);
  return { source, plan: planned, names: matcher(source.names, planned) };
}

function answer({ source, plan: planned }: Asked, found: readonly Ranked[]): Answer {
  return { plan: planned, results: found.map(({ entry }) => toResult(source.data, entry)) };
}

function rankSure({ source: { data, names }, plan: planned, names: matched }: Asked): Ranked[] {
  return rank(data, names, planned, undefined, matched).filter((ranked) => ranked.sure);
}

async function rankBy(
  { source: { data, names }, plan: planned, names: matched }: Asked,
  text: FullText,
): Promise<Ranked[]> {
  return rank(data, names, planned, await gather(planned, text), matched);
}

/** Pages that the names make sure of, each leading where names and words say, then the others. */
async function rankQuick(asked: Asked, sections: FullText): Promise<Ranked[]> {
  const { data } = asked.source;
  const all = await rankBy(asked, sections);
  const byGroup = new Map(all.map((ranked) => [groupKey(data, ranked.entry), ranked]));
  const sure = rankSure(asked).map((ranked) =>
    ranked.exactly ? ranked : (byGroup.get(groupKey(data, ranked.entry)) ?? ranked),
  );
  return ordered(data, sure, all);
}

/** The groups of `first` in their order, then the others of `all`. */
function ordered(data: SearchData, first: readonly Ranked[], all: readonly Ranked[]): Ranked[] {
  const known = new Set(first.map(({ entry }) => groupKey(data, entry)));
  return [...first, ...all.filter(({ entry }) => !known.has(groupKey(data, entry)))];
}

function groupKey({ pages, entries }: SearchData, entry: number): string {
  const page = entries[entry]?.page ?? 0;
  return pages[page]?.list ? `${page}#${entry}` : `${page}`;
}

function toResult({ pages, entries }: SearchData, entry: number): Result {
  const found = entries[entry];
  const page = pages[found?.page ?? 0];
  if (!found || !page) throw new RangeError(`there is no entry ${entry}`);
  const whole = found.anchor === '';
  return {
    path: whole ? page.path : `${page.path}#${found.anchor}`,
    title: whole ? page.title : found.heading,
    within: whole ? '' : page.title,
    kind: found.kind,
    entry,
  };
}

/** The results that pass the filters. */
export function filtered(data: SearchData, results: readonly Result[], filters: Filters): Result[] {
  return results.filter(({ entry }) =>
    facets.every((facet) => !filters[facet] || facetOf(data, entry, facet) === filters[facet]),
  );
}

/**
 * How many results each value of a facet would leave, the other filters applied. Values without any
 * are left out; the order is that of the results.
 */
export function facetCounts(
  data: SearchData,
  results: readonly Result[],
  filters: Filters,
  facet: keyof Filters,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { entry } of filtered(data, results, { ...filters, [facet]: '' })) {
    const value = facetOf(data, entry, facet);
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function facetOf({ pages, entries }: SearchData, entry: number, facet: keyof Filters): string {
  const found = entries[entry];
  return (facet === 'kind' ? found?.kind : pages[found?.page ?? 0]?.[facet]) ?? '';
}

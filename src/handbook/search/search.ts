import { gather } from './evidence.ts';
import { type Fields, fields } from './fields.ts';
import { type Filters, type FullText, type Result, type SearchData, facets } from './model.ts';
import { plan, type Plan } from './plan.ts';
import { rank } from './rank.ts';
import { synonyms, type Synonyms } from './synonyms.ts';
import type { WordList } from './word-list.ts';

/** Everything the query layer knows before the first query. */
export interface Searcher {
  data: SearchData;
  names: Fields;
  synonyms: Synonyms;
}

/** Reads an index once. */
export function searcher(data: SearchData): Searcher {
  return { data, names: fields(data), synonyms: synonyms(data) };
}

/** Answer to a query, before filters. */
export interface Answer {
  plan: Plan;
  results: Result[];
}

/**
 * Answers from titles, headings, aliases and terms alone. Only results that these make sure are given,
 * in the order in which `search` puts them first: nothing moves when the full text arrives.
 * @param list words of the site, where they are there already
 */
export function quickSearch(source: Searcher, query: string, list: WordList | undefined, literal = false): Answer {
  const planned = plan(query, list, source.synonyms, literal);
  return { plan: planned, results: sureResults(source, planned) };
}

/**
 * Answers from names and full text. The same query gives the same list, whatever was asked before.
 * @throws what the full-text engine throws
 */
export async function search(
  source: Searcher,
  query: string,
  list: WordList,
  text: FullText,
  literal = false,
): Promise<Answer> {
  const planned = plan(query, list, source.synonyms, literal);
  if (planned.slots.length === 0) return { plan: planned, results: [] };
  const evidence = await gather(planned, text);
  const sure = sureResults(source, planned);
  const first = new Set(sure.map(({ entry }) => groupKey(source.data, entry)));
  const rest = rank(source.data, source.names, planned, evidence)
    .filter(({ entry }) => !first.has(groupKey(source.data, entry)))
    .map(({ entry }) => toResult(source.data, entry, false));
  return { plan: planned, results: [...sure, ...rest] };
}

function sureResults({ data, names }: Searcher, planned: Plan): Result[] {
  return rank(data, names, planned, undefined)
    .filter(({ sure }) => sure)
    .map(({ entry }) => toResult(data, entry, true));
}

function groupKey({ pages, entries }: SearchData, entry: number): string {
  const page = entries[entry]?.page ?? 0;
  return pages[page]?.list ? `${page}#${entry}` : `${page}`;
}

function toResult({ pages, entries }: SearchData, entry: number, sure: boolean): Result {
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
    sure,
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

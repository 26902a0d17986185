import { gather } from './evidence.ts';
import { type Fields, fields, matcher } from './fields.ts';
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
 * Answers from titles, headings, aliases and terms alone. Only pages that these make sure are given, in
 * the order in which `search` puts them first: none moves when the full text arrives, though it may then
 * lead to a better section.
 * @param list words of the site, where they are there already
 */
export function quickSearch(source: Searcher, query: string, list: WordList | undefined, literal = false): Answer {
  const planned = plan(query, list, source.synonyms, literal);
  const results = rankSure(source, planned).map(({ entry }) => toResult(source.data, entry, true));
  return { plan: planned, results };
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
  const { data, names } = source;
  const match = matcher(names, planned);
  const all = rank(data, names, planned, evidence, match);
  const byGroup = new Map(all.map((ranked) => [groupKey(data, ranked.entry), ranked.entry]));
  // The names decide which pages come first, the text to which of their sections they lead.
  const sure = rankSure(source, planned, match).map(({ entry, exactly }) =>
    exactly ? entry : (byGroup.get(groupKey(data, entry)) ?? entry),
  );
  const first = new Set(sure.map((entry) => groupKey(data, entry)));
  const rest = all.map(({ entry }) => entry).filter((entry) => !first.has(groupKey(data, entry)));
  return {
    plan: planned,
    results: [
      ...sure.map((entry) => toResult(data, entry, true)),
      ...rest.map((entry) => toResult(data, entry, false)),
    ],
  };
}

function rankSure({ data, names }: Searcher, planned: Plan, match = matcher(names, planned)): Ranked[] {
  return rank(data, names, planned, undefined, match).filter(({ sure }) => sure);
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

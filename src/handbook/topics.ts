import type { Handbook, Page } from './handbook.ts';

/** One line of the A–Z. */
export interface Topic {
  label: string;
  /** Address from the root of the handbook, with its anchor. */
  path: string;
  /** The page it leads to, where the label is not that page's title. */
  on: string;
}

/** The topics under one letter; what starts with no letter stands under `#`. */
export interface TopicGroup {
  letter: string;
  topics: Topic[];
}

/**
 * Every topic of the handbook, A–Z: titles and aliases of pages, second-level headings of their own, terms
 * with their abbreviations and aliases, tools. Sorted as an English index is: articles and quotation marks do not count.
 */
export function topicIndex(handbook: Handbook): TopicGroup[] {
  const sorted = [...pageTopics(handbook), ...glossaryTopics(handbook)]
    .map((topic) => ({ topic, key: sortKey(topic.label) }))
    .sort((a, b) => a.key.localeCompare(b.key, 'en') || a.topic.path.localeCompare(b.topic.path, 'en'));
  const groups = new Map<string, Topic[]>();
  const seen = new Set<string>();
  for (const { topic, key } of sorted) {
    const identity = `${key} ${topic.path}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    const letter = letterOf(key);
    groups.set(letter, [...(groups.get(letter) ?? []), topic]);
  }
  return [...groups].map(([letter, topics]) => ({ letter, topics }));
}

/** The letter that a text stands under in an index; `#` for what starts with none. */
export function letterOf(text: string): string {
  const first = sortKey(text).normalize('NFD').charAt(0).toUpperCase();
  return /[A-Z]/.test(first) ? first : '#';
}

function sortKey(label: string): string {
  return label
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^(the|an?) /, '');
}

function pageTopics(handbook: Handbook): Topic[] {
  const pages = [...handbook.pages.values()];
  const shared = sharedHeadings(pages);
  return pages.flatMap((page) => {
    if (page.id === 'home') return [];
    const aliases = page.data.aliases.map((label) => ({ label, path: page.path, on: page.title }));
    const headings = page.body.headings
      .filter(({ depth, text }) => depth === 2 && !shared.has(text))
      .map(({ text, id }) => ({ label: text, path: `${page.path}#${id}`, on: page.title }));
    return [{ label: page.title, path: page.path, on: '' }, ...aliases, ...headings];
  });
}

/** A heading that three pages have, such as “Exercises”, names a part of the page and no topic. */
function sharedHeadings(pages: readonly Page[]): Set<string> {
  const count = new Map<string, number>();
  for (const { body } of pages)
    for (const text of new Set(body.headings.map((heading) => heading.text)))
      count.set(text, (count.get(text) ?? 0) + 1);
  return new Set([...count].filter(([, times]) => times > 2).map(([text]) => text));
}

function glossaryTopics(handbook: Handbook): Topic[] {
  const terms = [...handbook.terms.values()].flatMap(({ id, data: { term, abbreviation, aliases } }) => {
    const path = `/glossary/#${id}`;
    const others = [...(abbreviation ? [abbreviation] : []), ...aliases];
    return [
      { label: term, path, on: 'Glossary' },
      ...others.map((label) => ({ label, path, on: `Glossary, ${term}` })),
    ];
  });
  const tools = [...handbook.tools.values()].map(({ id, data }) => ({
    label: data.name,
    path: `/tools/#${id}`,
    on: 'Tools',
  }));
  return [...terms, ...tools];
}

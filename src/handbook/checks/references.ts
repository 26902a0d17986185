import type { Entry, KeyPath, PageEntry } from '../entries.ts';
import type { Problem } from '../problem.ts';
import { atKey, type Check, type CheckedPage, type CheckedPageOf, type Context, ofKind, respell } from './context.ts';
import { outlineIds } from './page-ids.ts';

type Place = Pick<Entry<unknown>, 'file' | 'locate'> & Partial<Pick<PageEntry, 'id'>>;
const listNames = {
  tools: 'tool list',
  readings: 'reading list',
  checklist: 'checklist',
  rubric: 'rubric',
  tasks: 'list of daily tasks',
} as const;

type Collection = 'page' | 'term' | 'source' | 'tool';

/** Ids in the frontmatter and in data files that name nothing. */
export const checkReferences: Check = (context) => [
  ...context.pages.flatMap((page) => pageReferences(context, page)),
  ...ofKind(context.pages, 'week').flatMap((page) => weekReferences(context, page)),
  ...ofKind(context.pages, 'module').flatMap((page) =>
    page.data.related.flatMap((id, index) => {
      const path = ['related', index];
      if (page.data.prerequisites.includes(id)) {
        return [atKey(page, path, `"${id}" is a prerequisite already`, 'take it out of one of the two lists')];
      }
      return toPage(context, page, path, id);
    }),
  ),
  ...dataReferences(context),
];

function pageReferences(context: Context, page: CheckedPage): Problem[] {
  const { data } = page;
  const prerequisites = data.kind === 'week' || data.kind === 'module' ? data.prerequisites : [];
  const sources = 'sources' in data ? data.sources : [];
  return [
    ...prerequisites.flatMap((id, index) => toPage(context, page, ['prerequisites', index], id)),
    ...sources.flatMap(({ source }, index) => to(context, page, ['sources', index, 'source'], 'source', source)),
    ...twice(
      page,
      'sources',
      sources.map(({ source }) => source),
      (index) => ['sources', index, 'source'],
    ),
    ...twice(page, 'prerequisites', prerequisites, (index) => ['prerequisites', index]),
  ];
}

function weekReferences(context: Context, page: CheckedPageOf<'week'>): Problem[] {
  const { outline, leadsTo, tools, readings, evidence, rubric, plan } = page.data;
  const item = (list: keyof typeof listNames, path: KeyPath, id: string | undefined) =>
    id === undefined || outline[list].some((entry) => entry.id === id)
      ? []
      : [
          atKey(
            page,
            path,
            `the outline's ${listNames[list]} has no item "${id}"`,
            respell(
              id,
              outline[list].map((entry) => entry.id),
            ),
          ),
        ];
  return [
    ...leadsTo.flatMap((id, index) => toPage(context, page, ['leadsTo', index], id)),
    ...tools.flatMap((tool, index) => [
      ...item('tools', ['tools', index, 'item'], tool.item),
      ...tool.uses.flatMap((id, use) => to(context, page, ['tools', index, 'uses', use], 'tool', id)),
    ]),
    ...readings.flatMap(({ item: id, source, alternative }, index) => [
      ...item('readings', ['readings', index, 'item'], id),
      ...to(context, page, ['readings', index, 'source'], 'source', source),
      ...(alternative === undefined
        ? []
        : to(context, page, ['readings', index, 'alternative'], 'source', alternative)),
    ]),
    ...evidence.flatMap(({ item: id }, index) => item('checklist', ['evidence', index, 'item'], id)),
    ...rubric.flatMap(({ item: id }, index) => item('rubric', ['rubric', index, 'item'], id)),
    ...(plan?.days ?? []).flatMap(({ blocks }, day) =>
      blocks.flatMap(({ task }, index) => item('tasks', ['plan', 'days', day, 'blocks', index, 'task'], task)),
    ),
  ];
}

function dataReferences(context: Context): Problem[] {
  const { terms, notes } = context.entries;
  return [
    ...terms.flatMap((entry) => [
      ...to(context, entry, ['home'], 'page', entry.data.home),
      ...entry.data.see.flatMap((id, index) => termOrPage(context, entry, ['see', index], id)),
    ]),
    ...notes.flatMap((entry) => entry.data.on.flatMap((place, index) => onItem(context, entry, ['on', index], place))),
  ];
}

function termOrPage(context: Context, entry: Place, path: KeyPath, id: string): Problem[] {
  if (id === entry.id) return [atKey(entry, path, 'the term names itself', 'take it out')];
  if (context.has(`term:${id}`) || context.has(`page:${id}`)) return [];
  const { terms, pages } = context.handbook;
  return [atKey(entry, path, `there is no term and no page "${id}"`, respell(id, [...terms.keys(), ...pages.keys()]))];
}

/** `week-09` or `week-09#concept-cap-theorem`: a page, and an item of its outline. */
function onItem(context: Context, entry: Place, path: KeyPath, place: string): Problem[] {
  const [id = '', item] = place.split('#');
  const missing = to(context, entry, path, 'page', id);
  const page = context.pages.find((candidate) => candidate.id === id);
  if (missing.length > 0 || item === undefined || !page) return missing;
  const items = outlineIds(page.data).map((known) => known.id);
  if (items.includes(item)) return [];
  return [
    atKey(
      entry,
      path,
      `the outline of ${id} has no item "${item}"`,
      respell(item, items, `its ids stand under \`outline\` in ${page.file}`),
    ),
  ];
}

function toPage(context: Context, page: CheckedPage, path: KeyPath, id: string): Problem[] {
  return id === page.id
    ? [atKey(page, path, 'the page names itself', 'take it out')]
    : to(context, page, path, 'page', id);
}

function to(context: Context, place: Place, path: KeyPath, collection: Collection, id: string): Problem[] {
  if (context.has(`${collection}:${id}`)) return [];
  const known = context.handbook[`${collection}s`].keys();
  const otherwise = collection === 'page' ? undefined : `write src/content/${collection}s/${id}.yaml`;
  return [atKey(place, path, `there is no ${collection} "${id}"`, respell(id, known, otherwise))];
}

function twice(page: CheckedPage, list: string, ids: readonly string[], path: (index: number) => KeyPath): Problem[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index
      ? [atKey(page, path(index), `"${id}" stands in ${list} twice`, 'take one of them out')]
      : [],
  );
}

import { isReference } from '../links.ts';
import type { Problem } from '../problem.ts';
import { atKey, type Check, type CheckedPage, type Context, isChangedByCohort, ofKind } from './context.ts';

/** Entries that nothing refers to: sources and tools nowhere used, terms not linked where they are explained. */
export const checkUnused: Check = (context) => {
  // A cohort that replaces a section may take away the last use of something that upstream owns.
  if (!context.complete || context.pages.some(isChangedByCohort)) return [];
  const used = references(context);
  const unused = (collection: 'sources' | 'tools', scheme: string, where: string): Problem[] =>
    context.entries[collection].flatMap((entry) =>
      used.has(`${scheme}:${entry.id}`)
        ? []
        : [atKey(entry, [], `no page refers to this ${scheme}`, `${where}, or delete the file`)],
    );
  return [
    ...unused('sources', 'source', 'list it under `sources` or `readings` of a page'),
    ...unused('tools', 'tool', 'name it under `tools` of a week, or link to it with `tool:`'),
    ...unlinkedTerms(context),
  ];
};

function unlinkedTerms({ entries, pages }: Context): Problem[] {
  return entries.terms.flatMap((entry) => {
    const home = pages.find(({ id }) => id === entry.data.home);
    if (!home || !('depth' in home.data) || home.data.depth !== 'full') return [];
    if (hrefs(home).includes(`term:${entry.id}`)) return [];
    return [
      atKey(
        entry,
        ['home'],
        `the page "${home.id}" is the home of "${entry.id}" but does not link to it`,
        `write [${entry.data.term}](term:${entry.id}) where ${home.file} explains it, or name another home`,
      ),
    ];
  });
}

function references({ pages, entries }: Context): Set<string> {
  const data = [...entries.terms, ...entries.sources, ...entries.tools, ...entries.notes];
  return new Set([
    ...pages.flatMap(hrefs).filter(isReference),
    ...data.flatMap(({ inlineLinks }) => inlineLinks.map(({ href }) => href)),
    ...pages.flatMap(({ data }) => ('sources' in data ? data.sources.map(({ source }) => `source:${source}`) : [])),
    ...ofKind(pages, 'week').flatMap(({ data: { readings, tools } }) => [
      ...readings.flatMap(({ source, alternative }) => [`source:${source}`, `source:${alternative}`]),
      ...tools.flatMap(({ uses }) => uses.map((id) => `tool:${id}`)),
    ]),
  ]);
}

function hrefs(page: CheckedPage): string[] {
  return [...page.inlineLinks, ...page.body.links].map(({ href }) => href);
}

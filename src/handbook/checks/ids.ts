import type { Problem } from '../problem.ts';
import { kit } from '../kit.ts';
import { shellIds } from './anchors.ts';
import { atKey, atLine, type Check, type CheckedPage, type Context, keyOf } from './context.ts';
import { authoredIds, outlineIds, retiredIds } from './page-ids.ts';

/** Ids: pages apart, unique within their page, with the prefix of their kind, never used again. */
export const checkIds: Check = (context) => [
  ...pageIds(context),
  ...context.pages.flatMap((page) => [...uniqueIds(page), ...prefixes(page)]),
];

function pageIds({ pages }: Context): Problem[] {
  const first = new Map<string, string>();
  return pages.flatMap(({ id, file }) => {
    const earlier = first.get(id);
    first.set(id, earlier ?? file);
    if (earlier === undefined) return [];
    return [
      {
        file,
        message: `the page id "${id}" is taken by ${earlier}`,
        cure: 'rename one of the two files: a page’s id is the last part of its path',
      },
    ];
  });
}

function uniqueIds(page: CheckedPage): Problem[] {
  const taken = new Map<string, string>();
  const problems: Problem[] = [];
  const claim = (id: string, what: string, problem: (message: string, cure: string) => Problem) => {
    const other = taken.get(id);
    if (other === undefined) taken.set(id, what);
    else
      problems.push(
        problem(
          `the id "${id}" stands for two things of this page: ${other} and ${what}`,
          'give the newer one another id',
        ),
      );
  };
  for (const { id, path } of outlineIds(page.data))
    claim(id, keyOf(path.slice(0, -1)) ?? '', (...said) => atKey(page, path, ...said));
  for (const id of retiredIds(page.data))
    claim(id, 'an item that has left the outline', (...said) => atKey(page, ['outline', 'retired'], ...said));
  for (const { id, path } of authoredIds(page.data))
    claim(id, keyOf(path.slice(0, -1)) ?? '', (...said) => atKey(page, path, ...said));
  for (const id of shellIds(page)) taken.set(id, 'a section of every such page');
  for (const { name, attributes, line } of page.body.components) {
    const { id } = attributes;
    if (id !== undefined && kit[name]?.prefix !== undefined)
      claim(id, `<${name}>`, (...said) => atLine(page, line, ...said));
  }
  for (const { id, text, line } of page.body.headings)
    claim(id, `the heading “${text}”`, (message) => atLine(page, line, message, 'word the heading differently'));
  return problems;
}

function prefixes(page: CheckedPage): Problem[] {
  const wrong = (id: string, prefix: string) =>
    !new RegExp(`^${prefix}[a-z0-9]+(-[a-z0-9]+)*$`).test(id)
      ? {
          message: `the id "${id}" has to begin with "${prefix}" and go on in lower-case words joined by hyphens`,
          cure: `for example "${prefix}${slug(id)}"`,
        }
      : undefined;
  return [
    ...authoredIds(page.data).flatMap(({ id, path, prefix }) => {
      const found = wrong(id, prefix);
      return found ? [atKey(page, path, found.message, found.cure)] : [];
    }),
    ...page.body.components.flatMap(({ name, attributes: { id }, line }) => {
      const prefix = kit[name]?.prefix;
      const found = id !== undefined && prefix !== undefined ? wrong(id, prefix) : undefined;
      return found ? [atLine(page, line, found.message, found.cure)] : [];
    }),
  ];
}

function slug(id: string): string {
  return (
    id
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^(ex|q|at|read|fig|figure|table|example|exercise)-|^-|-$/g, '') || 'name'
  );
}

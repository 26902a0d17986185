import type { KeyPath, Entry } from '../entries.ts';
import type { Problem } from '../problem.ts';
import { atKey, type Check, type Context } from './context.ts';

interface Name {
  name: string;
  /** What the name is to its owner. Pages may share an alias, as an index may name two pages. */
  as: 'title' | 'alias' | 'term' | 'tool';
  /** Key of what bears the name, such as `term:burn-rate`. */
  owner: string;
  /** Key of the page that explains a term. */
  home?: string;
  entry: Pick<Entry<unknown>, 'file' | 'locate'>;
  path: KeyPath;
}

/**
 * Names that lead to two things: two terms of one name or abbreviation, two pages of one title, an
 * alias that is another page's title, a term that is the title of a page which is not its home.
 */
export const checkNames: Check = (context) => [
  ...collisions(pageAndTermNames(context)),
  ...collisions(toolNames(context)),
];

function collisions(names: readonly Name[]): Problem[] {
  const first = new Map<string, Name[]>();
  return names.flatMap((name) => {
    const key = normalise(name.name);
    const earlier = first.get(key) ?? [];
    first.set(key, [...earlier, name]);
    const rival = earlier.find((other) => collide(other, name));
    if (!rival) return [];
    if (rival.owner === name.owner)
      return [
        atKey(
          name.entry,
          name.path,
          `"${name.name}" is a name of this ${name.as === 'alias' ? 'page' : name.as} already`,
          'take it out of the aliases',
        ),
      ];
    return [
      atKey(
        name.entry,
        name.path,
        `"${name.name}" is the name of two things: ${rival.owner} (${rival.entry.file}) and ${name.owner}`,
        'reword or remove one of the two; a term may be called like its home page',
      ),
    ];
  });
}

function collide(one: Name, other: Name): boolean {
  if (one.owner === other.owner) return one.name === other.name;
  if (one.as === other.as) return one.as !== 'alias';
  const [title, rest] = one.as === 'title' ? [one, other] : [other, one];
  return title.as === 'title' && rest.home !== title.owner;
}

function normalise(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s\-–_]+/g, ' ')
    .trim();
}

function pageAndTermNames({ pages, entries }: Context): Name[] {
  return [
    ...pages.flatMap((page) => {
      const owner = `page:${page.id}`;
      return [
        { name: page.title, as: 'title' as const, owner, entry: page, path: ['title'] },
        ...page.data.aliases.map((name, index) => ({
          name,
          as: 'alias' as const,
          owner,
          entry: page,
          path: ['aliases', index],
        })),
      ];
    }),
    ...entries.terms.flatMap((entry) => {
      const bearer = { as: 'term' as const, owner: `term:${entry.id}`, home: `page:${entry.data.home}`, entry };
      const { term, abbreviation, aliases } = entry.data;
      return [
        { ...bearer, name: term, path: ['term'] },
        ...(abbreviation === undefined ? [] : [{ ...bearer, name: abbreviation, path: ['abbreviation'] }]),
        ...aliases.map((name, index) => ({ ...bearer, name, path: ['aliases', index] })),
      ];
    }),
  ];
}

function toolNames({ entries }: Context): Name[] {
  return entries.tools.flatMap((entry) => {
    const owner = `tool:${entry.id}`;
    return [
      { name: entry.data.name, as: 'tool' as const, owner, entry, path: ['name'] },
      ...entry.data.aliases.map((name, index) => ({
        name,
        as: 'tool' as const,
        owner,
        entry,
        path: ['aliases', index],
      })),
    ];
  });
}

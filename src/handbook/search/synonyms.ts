import { everyday } from './everyday.ts';
import type { SearchData } from './model.ts';
import { words } from './text.ts';

/** Ways to say the same, by the words of each way joined with a space. */
export type Synonyms = ReadonlyMap<string, readonly (readonly string[])[]>;

/**
 * Groups of equal meaning: a term of the glossary with its abbreviation and aliases, and the everyday
 * abbreviations of the trade. Aliases of pages are hints, not synonyms: they lead one way.
 */
export function synonyms(data: SearchData): Synonyms {
  const found = new Map<string, (readonly string[])[]>();
  const join = (group: readonly string[]) => {
    const ways = group.map(words).filter((way) => way.length > 0 && way.length <= 5);
    for (const way of ways) {
      const key = way.join(' ');
      const others = found.get(key) ?? [];
      for (const other of ways) {
        const text = other.join(' ');
        if (text !== key && !others.some((known) => known.join(' ') === text)) others.push(other);
      }
      found.set(key, others);
    }
  };
  for (const { kind, heading, names } of data.entries) if (kind === 'definition') join([heading, ...names]);
  everyday.forEach(join);
  return found;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackData } from '../../src/handbook/search/data-file.ts';

/** Page that explains each term, by the address of its definition, as the index of a finished site has it. */
export function termHomes(folder: string): Map<string, string> {
  const file: unknown = JSON.parse(readFileSync(join(folder, 'pagefind/names.json'), 'utf8'));
  const { pages, entries } = unpackData(file);
  return new Map(
    entries.flatMap(({ page, anchor, home }): [string, string][] => {
      const [list, explains] = [pages[page], pages[home]];
      return list && explains ? [[`${list.path}#${anchor}`, explains.path]] : [];
    }),
  );
}

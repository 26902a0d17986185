import { assemble } from '../handbook/build.ts';
import { checkHandbook } from '../handbook/check.ts';
import type { Problem } from '../handbook/problem.ts';
import { checkFigures } from './check-figures.ts';
import { checkFiles } from './check-files.ts';
import { checkStarterKits } from './check-starter-kits.ts';
import { readContent } from './read-content.ts';

/**
 * Everything that is wrong with the content of a repository, from encoding to dangling links and figures that cannot be drawn.
 * @param root folder of the repository
 */
export async function checkContent(root: string): Promise<{ problems: Problem[]; pages: number }> {
  const { entries, problems } = readContent(root);
  if (!entries) return { problems: [...problems], pages: 0 };
  return {
    problems: [
      ...problems,
      ...checkHandbook(assemble(entries), entries),
      ...checkFiles(root, entries.pages),
      ...checkStarterKits(root, entries.pages),
      ...(await checkFigures(root, entries.pages)),
    ],
    pages: entries.pages.length,
  };
}

import { assemble } from '../handbook/build.ts';
import { checkHandbook } from '../handbook/check.ts';
import type { Problem } from '../handbook/problem.ts';
import { checkFigures } from './check-figures.ts';
import { checkFiles } from './check-files.ts';
import { checkCohortAssets } from './cohort-assets.ts';
import { checkStarterKits } from './check-starter-kits.ts';
import { readContent } from './read-content.ts';

/**
 * Everything that is wrong with the content of a repository, from encoding to dangling links and figures that cannot be drawn.
 * @param root folder of the repository
 */
export async function checkContent(
  root: string,
): Promise<{ problems: Problem[]; stale: readonly Problem[]; pages: number }> {
  const { entries, problems, stale } = readContent(root);
  if (!entries) return { problems: [...problems], stale, pages: 0 };
  return {
    problems: [
      ...problems,
      ...checkHandbook(assemble(entries), entries),
      ...checkFiles(root, entries.pages),
      ...checkStarterKits(root, entries.pages),
      ...checkCohortAssets(root, entries),
      ...(entries.cohort['stale-overrides'] === 'stop' ? stale : []),
      ...(await checkFigures(root, entries.pages)),
    ],
    stale,
    pages: entries.pages.length,
  };
}

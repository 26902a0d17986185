import { atKey } from '../handbook/checks/context.ts';
import type { PageEntry } from '../handbook/entries.ts';
import { pageId } from '../handbook/page-id.ts';
import type { Problem } from '../handbook/problem.ts';
import { readStarterKit, starterKitIds } from './starter-kits.ts';

/** Pages that promise a starter kit which cannot be packed, and kits that no page leads to. */
export function* checkStarterKits(root: string, pages: readonly PageEntry[]): Generator<Problem> {
  const promised = new Set<string>();
  for (const page of pages) {
    if (page.data.kind !== 'week' || !page.data.kit) continue;
    const id = pageId(page.route);
    promised.add(id);
    try {
      readStarterKit(id, root);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      yield atKey(page, ['kit'], `the starter kit cannot be packed: ${message}`, `fix src/content/kits/${id}/`);
    }
  }
  for (const id of starterKitIds(root)) {
    if (promised.has(id)) continue;
    yield {
      file: `src/content/kits/${id}/kit.json`,
      message: `no page leads to the kit "${id}"`,
      cure: `write \`kit:\` into the page ${id}`,
    };
  }
}

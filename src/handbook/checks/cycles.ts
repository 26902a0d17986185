import type { Problem } from '../problem.ts';
import { atKey, type Check, type CheckedPage } from './context.ts';

/** Prerequisites that lead back to where they began; each cycle is reported once, at its first page. */
export const checkCycles: Check = ({ pages }) => {
  const byId = new Map(pages.map((page) => [page.id, page]));
  const done = new Set<string>();
  const problems: Problem[] = [];

  const visit = (page: CheckedPage, trail: readonly string[]): void => {
    const start = trail.indexOf(page.id);
    if (start >= 0) {
      problems.push(cycle([...trail.slice(start), page.id], byId));
      return;
    }
    if (done.has(page.id)) return;
    for (const id of prerequisitesOf(page)) {
      const next = byId.get(id);
      if (next && next !== page) visit(next, [...trail, page.id]);
    }
    done.add(page.id);
  };
  for (const page of pages) visit(page, []);
  return problems;
};

function prerequisitesOf({ data }: CheckedPage): readonly string[] {
  return data.kind === 'week' || data.kind === 'module' ? data.prerequisites : [];
}

function cycle(ids: readonly string[], byId: ReadonlyMap<string, CheckedPage>): Problem {
  const [first = '', second = ''] = ids;
  const page = byId.get(first);
  if (!page) throw new Error(`"${first}" is in a cycle of prerequisites but is no page`);
  const path = ['prerequisites', prerequisitesOf(page).indexOf(second)];
  return atKey(
    page,
    path,
    `the prerequisites go round in a circle: ${ids.join(' → ')}`,
    'take one of them out, or put it under `related`',
  );
}

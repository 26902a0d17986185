import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { blockOutline, metricsOutline, moduleOutline, programmeOutline, weekOutline } from '../schema/outline.ts';
import { pageSchema } from '../schema/page.ts';
import type { DraftKind, DraftPage, Pages } from './draft-page.ts';
import { newPage, spliceOutline } from './frontmatter.ts';
import type { Outline } from './model.ts';
import { OutlineError, quote, type Problem } from './problem.ts';
import { roadmapPages } from './roadmap-pages.ts';
import { trackPages } from './track-pages.ts';

export type State = 'created' | 'updated' | 'unchanged';

/** A page as it is to stand after the import. */
export interface PlannedPage {
  readonly path: string;
  readonly kind: DraftKind;
  readonly state: State;
  readonly text: string;
}

/** Everything an import would do, checked. */
export interface ImportPlan {
  readonly pages: readonly PlannedPage[];
  /** Pages that an earlier import filled and that this outline does not know; they stay as they are. */
  readonly left: readonly string[];
}

const OUTLINES: Readonly<Partial<Record<DraftKind, z.ZodType>>> = {
  week: weekOutline,
  module: moduleOutline,
  block: blockOutline,
  programme: programmeOutline,
  metrics: metricsOutline,
};

/**
 * What has to be written for an outline, given the pages there are.
 *
 * @param pages all pages of the content folder.
 * @param file name of the outline, for problems.
 * @throws OutlineError with everything that speaks against writing.
 */
export function planImport(outline: Outline, pages: Pages, file: string): ImportPlan {
  const { drafts, problems } =
    outline.shape === 'roadmap' ? roadmapPages(outline, pages, file) : trackPages(outline, pages, file);
  const planned = drafts.map((draft) => planPage(draft, pages, problems));
  if (problems.length > 0) throw new OutlineError(problems);
  const wanted = new Set(drafts.map((draft) => draft.path));
  const kinds: readonly unknown[] = outline.shape === 'roadmap' ? ['week'] : ['module', 'block'];
  const left = [...pages.values()]
    .filter((page) => kinds.includes(page.data.kind) && page.data.outline !== undefined && !wanted.has(page.path))
    .map((page) => page.path);
  return { pages: planned, left };
}

function planPage(draft: DraftPage, pages: Pages, problems: Problem[]): PlannedPage {
  const { path, kind, outline } = draft;
  const page = pages.get(path);
  if (page === undefined) {
    const data = { kind, ...(kind === 'week' || kind === 'module' ? { depth: 'outline' } : {}), outline };
    check(pageSchema, data, path, problems);
    return {
      path,
      kind,
      state: 'created',
      text: newPage({ title: draft.title, description: draft.description, ...data }),
    };
  }
  if (page.data.kind !== undefined && page.data.kind !== kind) {
    problems.push({
      file: path,
      line: 1,
      found: `a page of kind ${quote(String(page.data.kind))}`,
      expected: `“${kind}”; rename or remove the page first`,
    });
  }
  // What an author wrote around the outline is checked by the build, not here.
  const schema = OUTLINES[kind];
  if (schema) check(schema, outline, path, problems);
  if (isDeepStrictEqual(page.data.outline, outline)) return { path, kind, state: 'unchanged', text: page.text };
  return { path, kind, state: 'updated', text: spliceOutline(page, outline) };
}

function check(schema: z.ZodType, data: unknown, path: string, problems: Problem[]): void {
  const result = schema.safeParse(data);
  for (const issue of result.error?.issues ?? []) {
    problems.push({
      file: path,
      line: 1,
      found: `a value the schema refuses at ${quote(issue.path.join('.'))}`,
      expected: issue.message,
    });
  }
}

import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { blockOutline, metricsOutline, moduleOutline, programmeOutline, weekOutline } from '../schema/outline.ts';
import { pageSchema } from '../schema/page.ts';
import { unitOutline } from '../schema/unit.ts';
import { knownItems, oldOutline, type DraftKind, type DraftPage, type Pages } from './draft-page.ts';
import { newPage, spliceOutline } from './frontmatter.ts';
import type { Outline } from './model.ts';
import { OutlineError, quote, type Problem } from './problem.ts';
import { roadmapPages } from './roadmap-pages.ts';
import { pageId, trackPages } from './track-pages.ts';
import { unitPages } from './unit-pages.ts';

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
  /** Pages that have moved or that nobody has written in. */
  readonly removed: readonly string[];
}

const OUTLINES: Readonly<Partial<Record<DraftKind, z.ZodType>>> = {
  week: weekOutline,
  unit: unitOutline,
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
  const { drafts, problems, removed } = draftsOf(outline, pages, file);
  const planned = drafts.map((draft) => planPage(draft, pages, problems));
  if (!pages.has('docs/index.mdx')) planned.push(homePage(drafts));
  if (problems.length > 0) throw new OutlineError(problems);
  const wanted = new Set(drafts.map((draft) => draft.path));
  const kinds: readonly unknown[] = { roadmap: ['week'], track: ['module', 'block'], units: ['unit'] }[outline.shape];
  const left = [...pages.values()]
    .filter((page) => kinds.includes(page.data.kind) && page.data.outline !== undefined && !wanted.has(page.path))
    // A module that the authors have added to the outline's has no items of it.
    .filter((page) => page.data.kind !== 'module' || knownItems(oldOutline(page).items).length > 0)
    .filter((page) => outline.shape !== 'units' || oldOutline(page).track === pageId(drafts[0]?.path ?? ''))
    .map((page) => page.path)
    .filter((path) => !removed.includes(path));
  return { pages: planned, left, removed };
}

function draftsOf(
  outline: Outline,
  pages: Pages,
  file: string,
): { drafts: readonly DraftPage[]; problems: Problem[]; removed: readonly string[] } {
  if (outline.shape === 'units') return { ...unitPages(outline, pages, titleOf(file)), problems: [] };
  const { drafts, problems } =
    outline.shape === 'roadmap' ? roadmapPages(outline, pages, file) : trackPages(outline, pages, file);
  return { drafts, problems, removed: [] };
}

/** A title made of the name of a file: `reading-group.md` is “Reading group”. */
function titleOf(file: string): string {
  const name = basename(file)
    .replace(/\.[^.]+$/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return name === '' ? 'Programme' : name.charAt(0).toUpperCase() + name.slice(1);
}

/** A home page where there is none: an author says there what the programme is for. */
function homePage(drafts: readonly DraftPage[]): PlannedPage {
  const track = drafts.find(({ kind }) => kind === 'track');
  const data = { title: 'Start here', description: track?.description ?? 'Start here', kind: 'page' };
  return { path: 'docs/index.mdx', kind: 'page', state: 'created', text: newPage(data) };
}

function planPage(draft: DraftPage, pages: Pages, problems: Problem[]): PlannedPage {
  const { path, kind, outline } = draft;
  const page = pages.get(draft.from ?? path);
  if (page === undefined) {
    const data = {
      kind,
      ...(kind === 'week' || kind === 'module' || kind === 'unit' ? { depth: 'outline' } : {}),
      outline,
    };
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
  if (draft.from === undefined && isDeepStrictEqual(page.data.outline, outline))
    return { path, kind, state: 'unchanged', text: page.text };
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

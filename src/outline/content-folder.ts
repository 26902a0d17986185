import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { readPage, type ExistingPage } from './frontmatter.ts';
import type { Outline } from './model.ts';
import { planImport, type ImportPlan, type State } from './plan-import.ts';
import { OutlineError, type Problem } from './problem.ts';
import { readOutline } from './read-outline.ts';

/** What an import read and wrote. */
export interface ImportResult extends ImportPlan {
  readonly outline: Outline;
  /** The copy that is kept as the source of record, below the content folder. */
  readonly copy: { readonly path: string; readonly state: State };
}

/**
 * Imports an outline into a content folder: reads and checks everything first, then writes what
 * changed, each file beside its place and moved there, so that none is ever half-written.
 *
 * @param file path of the outline.
 * @param into the content folder; made if it is not there.
 * @throws OutlineError with every problem; then nothing has been written.
 */
export function importOutline(file: string, into: string): ImportResult {
  const bytes = readFileSync(file);
  const outline = readOutline(bytes, file);
  const plan = planImport(outline, readPages(into), file);
  const copy = `outlines/${basename(file)}`;
  const kept = existsSync(join(into, copy)) ? readFileSync(join(into, copy)) : undefined;
  const state: State = kept === undefined ? 'created' : kept.equals(bytes) ? 'unchanged' : 'updated';
  const writes = new Map<string, string | Uint8Array>(
    plan.pages.filter((page) => page.state !== 'unchanged').map((page) => [page.path, page.text]),
  );
  if (state !== 'unchanged') writes.set(copy, bytes);
  writeAll(into, writes);
  return { ...plan, outline, copy: { path: copy, state } };
}

function readPages(into: string): Map<string, ExistingPage> {
  const docs = join(into, 'docs');
  const pages = new Map<string, ExistingPage>();
  if (!existsSync(docs)) return pages;
  const problems: Problem[] = [];
  for (const name of readdirSync(docs, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.mdx')) continue;
    const path = `docs/${name.split(sep).join('/')}`;
    try {
      pages.set(path, readPage(path, readFileSync(join(docs, name), 'utf8')));
    } catch (error) {
      if (!(error instanceof OutlineError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new OutlineError(problems);
  return pages;
}

function writeAll(into: string, writes: ReadonlyMap<string, string | Uint8Array>): void {
  const moves: { from: string; to: string }[] = [];
  try {
    for (const [path, content] of writes) {
      const to = join(into, path);
      const from = join(dirname(to), `.${basename(to)}.${process.pid}.tmp`);
      mkdirSync(dirname(to), { recursive: true });
      moves.push({ from, to });
      writeFileSync(from, content);
    }
  } catch (error) {
    for (const { from } of moves) rmSync(from, { force: true });
    throw error;
  }
  for (const { from, to } of moves) renameSync(from, to);
}

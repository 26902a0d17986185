import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, sep } from 'node:path';
import { readPage, type ExistingPage } from './frontmatter.ts';
import type { Outline } from './model.ts';
import { planImport, type ImportPlan, type State } from './plan-import.ts';
import { OutlineError, type Problem } from './problem.ts';
import { readOutlineFile } from './read-file.ts';
import { readOutline } from './read-outline.ts';
import { isRelated } from './related.ts';

/** What an import read and wrote. */
export interface ImportResult extends ImportPlan {
  readonly outline: Outline;
  /** The copy that is kept as the source of record, below the content folder. */
  readonly copy: { readonly path: string; readonly state: State };
}

/** How to read, and what may be written over. */
export interface ImportOptions {
  /** Words for units besides the usual ones. */
  readonly units?: readonly string[];
  /** Whether the outline becomes a further track beside what is there. */
  readonly add?: boolean;
}

/** An outline with the bytes that it was read from. */
export interface ReadOutline {
  readonly file: string;
  readonly bytes: Buffer;
  readonly outline: Outline;
}

/**
 * Imports an outline into a content folder: reads and checks everything first, then writes what
 * changed, each file beside its place and moved there, so that none is ever half-written.
 *
 * @param file path of the outline.
 * @param into the content folder; made if it is not there.
 * @throws OutlineError with every problem; then nothing has been written.
 */
export function importOutline(file: string, into: string, options: ImportOptions = {}): ImportResult {
  const [read] = readOutlines([file], options.units);
  if (read === undefined) throw new Error(`${file} was not read`);
  const { bytes, outline } = read;
  const pages = readPages(into);
  const related = isRelated(outline, pages);
  if (!related && options.add !== true) {
    const expected =
      '--replace to make it the programme in place of that one, --add to put it beside, or --into DIR for a folder of its own';
    throw new OutlineError([
      { file, line: 1, found: `an outline that has nothing in common with the pages in ${into}`, expected },
    ]);
  }
  const plan = planImport(outline, pages, file);
  const copy = copyName(file, (path) => !related && existsSync(join(into, path)));
  const kept = existsSync(join(into, copy)) ? readFileSync(join(into, copy)) : undefined;
  const state: State = kept === undefined ? 'created' : kept.equals(bytes) ? 'unchanged' : 'updated';
  const writes = new Map<string, string | Uint8Array>(
    plan.pages.filter((page) => page.state !== 'unchanged').map((page) => [page.path, page.text]),
  );
  if (state !== 'unchanged') writes.set(copy, bytes);
  writeAll(into, writes, plan.removed);
  return { ...plan, outline, copy: { path: copy, state } };
}

/**
 * Reads outlines.
 *
 * @throws OutlineError with the problems of all of them.
 */
export function readOutlines(files: readonly string[], units: readonly string[] = []): ReadOutline[] {
  const problems: Problem[] = [];
  const read = files.flatMap((file, index): ReadOutline[] => {
    if (files.indexOf(file) !== index) {
      problems.push({ file, line: 1, found: 'the same file twice', expected: 'each outline once' });
      return [];
    }
    try {
      const bytes = readOutlineFile(file);
      return [{ file, bytes, outline: readOutline(bytes, file, units) }];
    } catch (error) {
      if (!(error instanceof OutlineError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new OutlineError(problems);
  return read;
}

/** Path of the copy of an outline: its own name, numbered where that is taken. */
export function copyName(file: string, isTaken: (path: string) => boolean): string {
  const extension = extname(file);
  const stem = basename(file, extension);
  let path = `outlines/${stem}${extension}`;
  for (let number = 2; isTaken(path); number += 1) path = `outlines/${stem}-${number}${extension}`;
  return path;
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

/** Writes files, each beside its place and then moved there; takes away those that are not wanted any more. */
function writeAll(into: string, writes: ReadonlyMap<string, string | Uint8Array>, removed: readonly string[]): void {
  const moves: { from: string; to: string }[] = [];
  try {
    for (const [path, content] of writes) {
      const to = join(into, path);
      const from = join(dirname(to), `.${process.pid}-${moves.length}.tmp`);
      mkdirSync(dirname(to), { recursive: true });
      moves.push({ from, to });
      writeFileSync(from, content);
    }
  } catch (error) {
    for (const { from } of moves) rmSync(from, { force: true });
    throw error;
  }
  for (const { from, to } of moves) renameSync(from, to);
  for (const path of removed) rmSync(join(into, path), { force: true });
}

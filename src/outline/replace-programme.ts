import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { parseDocument } from 'yaml';
import { copyName, readOutlines, type ReadOutline } from './content-folder.ts';
import { clip } from './draft-page.ts';
import { readPage, type ExistingPage } from './frontmatter.ts';
import { planImport, type PlannedPage } from './plan-import.ts';
import { OutlineError } from './problem.ts';

const CONTENT = 'src/content';
/** The part of the content that belongs to the machine: words of the pages, what runs kits, the guide for authors. */
const MACHINE = ['i18n', 'kits/shared', 'docs/authors', 'artefacts/authoring-kit'];
const SETTINGS = 'src/cohort/settings.yaml';
/** Tests of what stands in the content; without it they have nothing to test. */
const CONTENT_TESTS = 'tests/{edition,artefacts,kits/*-*/,search/queries,search/held-back}';

/** A programme that is ready to take the place of the one in a repository. */
export interface Replacement {
  readonly outlines: readonly ReadOutline[];
  readonly pages: readonly PlannedPage[];
  /** What will be taken away: path and number of files. */
  readonly goes: readonly { readonly path: string; readonly files: number }[];
  /** Name that the site gets; undefined where it has one of its own. */
  readonly name: string | undefined;
  /** Every file of the new content, by its path from the root. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/**
 * Reads outlines as the programme of a repository, in place of the one that is there. Writes nothing.
 *
 * @param root folder of the repository.
 * @throws OutlineError with all problems, among them changes in the content that git has not got.
 */
export function planReplacement(root: string, paths: readonly string[], units: readonly string[]): Replacement {
  const changed = uncommitted(root);
  if (changed.length > 0) {
    throw new OutlineError(
      changed.map((file) => ({
        file,
        line: 1,
        found: 'a change that is not committed',
        expected: 'git to have all of the content before it is replaced: commit the change or take it back',
      })),
    );
  }
  const outlines = readOutlines(paths, units);
  const pages = new Map<string, ExistingPage>();
  const planned: PlannedPage[] = [];
  const files = new Map<string, string | Uint8Array>();
  for (const { file, bytes, outline } of outlines) {
    for (const page of planImport(outline, pages, file).pages) {
      pages.set(page.path, readPage(page.path, page.text));
      if (!files.has(`${CONTENT}/${page.path}`)) planned.push(page);
      files.set(`${CONTENT}/${page.path}`, page.text);
    }
    files.set(`${CONTENT}/${copyName(file, (path) => files.has(`${CONTENT}/${path}`))}`, bytes);
  }
  const settings = newSettings(root, outlines, planned);
  if (settings) files.set(SETTINGS, settings.text);
  return { outlines, pages: planned, goes: whatGoes(root), name: settings?.name, files };
}

/**
 * Writes a replacement: everything is put together beside the repository's content and checked there; then the
 * folders change places. On any error before that nothing has changed.
 *
 * @param check says what is wrong with the content below a root; an empty list where it is sound.
 * @throws Error with what the check says.
 */
export async function writeReplacement(
  root: string,
  { files, goes }: Replacement,
  check: (root: string) => Promise<readonly string[]>,
): Promise<void> {
  const stage = join(root, `.replacement-${process.pid}`);
  try {
    for (const path of kept(root)) {
      const from = join(root, CONTENT, path);
      if (existsSync(from)) cpSync(from, join(stage, CONTENT, path), { recursive: true });
    }
    if (existsSync(join(root, 'src/cohort')))
      cpSync(join(root, 'src/cohort'), join(stage, 'src/cohort'), { recursive: true });
    for (const [path, content] of files) {
      mkdirSync(dirname(join(stage, path)), { recursive: true });
      writeFileSync(join(stage, path), content);
    }
    const problems = await check(stage);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    swap(root, stage);
    for (const { path } of goes)
      if (!path.startsWith(`${CONTENT}/`)) rmSync(join(root, path), { recursive: true, force: true });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Exchanges content and settings; puts the old content back where the new one cannot be moved. */
function swap(root: string, stage: string): void {
  const content = join(root, CONTENT);
  const old = join(stage, 'old');
  if (existsSync(content)) renameSync(content, old);
  try {
    renameSync(join(stage, CONTENT), content);
    renameSync(join(stage, SETTINGS), join(root, SETTINGS));
  } catch (error) {
    rmSync(content, { recursive: true, force: true });
    if (existsSync(old)) renameSync(old, content);
    throw error;
  }
}

/** Files of the content and the cohort that git has not got as they are; none outside of a git repository. */
function uncommitted(root: string): string[] {
  if (!existsSync(join(root, '.git'))) return [];
  const args = ['status', '--porcelain', '-z', '--', CONTENT, 'src/cohort'];
  const out = execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  return out
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => line.slice(3));
}

function whatGoes(root: string): Replacement['goes'] {
  const stays = kept(root).map((path) => join(root, CONTENT, path));
  const folders = existsSync(join(root, CONTENT)) ? readdirSync(join(root, CONTENT)) : [];
  const content = folders.map((name) => {
    const all = filesIn(join(root, CONTENT, name));
    const going = all.filter((file) => !stays.some((path) => file === path || file.startsWith(path + sep)));
    return { path: `${CONTENT}/${name}`, files: going.length };
  });
  const tests = globSync(CONTENT_TESTS, { cwd: root }).map((path) => path.replaceAll(sep, '/'));
  return [
    ...content.filter(({ files }) => files > 0),
    ...tests.sort().map((path) => ({ path, files: filesIn(join(root, path)).length })),
  ];
}

/** Paths below the content that stay: those of the machine, and the sources that its pages cite. */
function kept(root: string): string[] {
  const pages = globSync('docs/authors/*.mdx', { cwd: join(root, CONTENT) });
  const cited = pages.flatMap((page) => {
    const { sources } = readPage(page, readFileSync(join(root, CONTENT, page), 'utf8')).data;
    return Array.isArray(sources) ? sources.flatMap((entry: { source?: unknown }) => entry.source) : [];
  });
  return [...MACHINE, ...cited.map((id) => `sources/${String(id)}.yaml`)];
}

/** Every file below a folder; the file itself where it is one. */
function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The settings with the programme's own name, where they are still those that the repository came with. */
function newSettings(
  root: string,
  outlines: readonly ReadOutline[],
  pages: readonly PlannedPage[],
): { name: string; text: string } | undefined {
  const path = join(root, SETTINGS);
  const document = parseDocument(existsSync(path) ? readFileSync(path, 'utf8') : '');
  const track = pages.find(({ kind }) => kind === 'track');
  const data = track ? readPage(track.path, track.text).data : {};
  const title = typeof data.title === 'string' ? data.title : (outlines[0]?.outline.title ?? 'Programme');
  // An organiser who has made the site their own has an id in the settings; see `npm run cohort:init`.
  if (document.has('id')) return undefined;
  const name = clip(title);
  document.set('name', name);
  document.set('description', typeof data.description === 'string' ? data.description : name);
  document.set('links', document.createNode([]));
  document.delete('edit');
  document.delete('upstream');
  document.delete('tracks');
  document.delete('units');
  document.setIn(['attribution', 'text'], `The authors of ${name}`);
  document.deleteIn(['attribution', 'url']);
  return { name, text: document.toString({ lineWidth: 0 }) };
}

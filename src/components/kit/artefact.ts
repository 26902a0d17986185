import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nearest } from '../../handbook/problem.ts';

/** Where the files that pages include and learners download stand. */
const folder = resolve('src/content/artefacts');

/** Files that only draw a figure or test an artefact; nobody downloads them. */
const internal = /\.(plot\.ts|dot|timeline\.yaml|sequence\.yaml|pyc)$|(^|\/)(test_[^/]*\.py|__pycache__\/.*)$/;

/** Paths, below the artefacts' folder, of the files that are published. */
export function artefactPaths(): string[] {
  return allFiles().filter((path) => !internal.test(path));
}

/** What a browser would show as a page of this site, scripts and all, if it were served under its own name. */
const document = /\.(x?html?|svg|xml)$/i;

/** Path below `/artefacts/` that a file is served at: as it stands, a document as plain text. */
export function servedPath(path: string): string {
  return document.test(path) ? `${path}.txt` : path;
}

function allFiles(): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** The bytes of an artefact, for download. */
export function artefactBytes(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(folder, path)));
}

/**
 * The text of an artefact, or of one region of it, its common indentation removed.
 *
 * @param path below src/content/artefacts
 * @throws when the file or the region does not exist, with the nearest or with those that do
 */
export function artefactText(path: string, region?: string): string {
  const absolute = join(folder, path);
  if (!existsSync(absolute)) {
    const close = nearest(path, allFiles());
    throw new Error(
      `there is no file src/content/artefacts/${path}${close === undefined ? '' : `; did you mean "${close}"?`}`,
    );
  }
  const source = readFileSync(absolute, 'utf8').replaceAll('\r\n', '\n').replace(/\n+$/, '');
  try {
    return region === undefined ? withoutMarkers(source) : extractRegion(source, region);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** `// #region name` or `# region name`, in any comment syntax, alone on its line. */
const start = /^\s*(?:\/\/|#|--|;|<!--|\/\*)\s*#?region\s+([\w-]+)\s*(?:-->|\*\/)?\s*$/;
const end = /^\s*(?:\/\/|#|--|;|<!--|\/\*)\s*#?endregion(?:\s+([\w-]+))?\s*(?:-->|\*\/)?\s*$/;

/**
 * The lines between `#region <name>` and its `#endregion`, dedented; markers of regions inside are left out.
 *
 * @throws when there is no such region, listing those that exist, or when it is not closed
 */
export function extractRegion(source: string, region: string): string {
  const lines = source.split('\n');
  const first = lines.findIndex((line) => start.exec(line)?.[1] === region);
  if (first < 0) {
    const names = lines.flatMap((line) => start.exec(line)?.[1] ?? []);
    throw new Error(
      `there is no region "${region}"; ${names.length > 0 ? `the regions are: ${names.join(', ')}` : 'the file has no regions'}`,
    );
  }
  const open = [region];
  for (let index = first + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const begun = start.exec(line)?.[1];
    const ended = end.exec(line);
    if (begun !== undefined) open.push(begun);
    if (ended === null) continue;
    const closes = ended[1] ?? open.at(-1);
    const at = open.lastIndexOf(closes ?? '');
    if (at >= 0) open.splice(at, 1);
    if (!open.includes(region)) return dedent(withoutMarkers(lines.slice(first + 1, index).join('\n')));
  }
  throw new Error(`the region "${region}" is not closed: add "#endregion ${region}"`);
}

function withoutMarkers(source: string): string {
  return source
    .split('\n')
    .filter((line) => !start.test(line) && !end.test(line))
    .join('\n');
}

/** Removes the indentation that all lines share, and empty lines at both ends. */
export function dedent(source: string): string {
  const lines = source
    .replace(/^(\s*\n)+/, '')
    .trimEnd()
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const shared = Math.min(...indents);
  return lines.map((line) => line.slice(Number.isFinite(shared) ? shared : 0)).join('\n');
}

import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  copyFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a copy of the tree leaves behind: results of work, and the history. */
const left = new Set(['node_modules', 'dist', '.astro', '.git', 'coverage']);

/**
 * A copy of the whole tree in a folder of its own, with everything that `npm ci` installed, as a fresh
 * clone would have it: no caches of earlier builds.
 * @returns path of the copy
 */
export function copyTree(name: string, root = process.cwd()): string {
  const copy = mkdtempSync(join(tmpdir(), `handbook-${name}-`));
  for (const entry of readdirSync(root)) {
    if (!left.has(entry)) cpSync(resolve(root, entry), join(copy, entry), { recursive: true });
  }
  linkFolder(resolve(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Copies a folder as hard links where the disk allows, without the caches that tools keep in `node_modules`. */
function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (/^\.(cache|astro|vite|vite-temp)$/.test(entry.name)) continue;
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target); // another disk, or one without links
  }
}

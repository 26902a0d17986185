import { inject } from 'vitest';
import { pagesOf } from '../site/pages.ts';

/**
 * Pages by their path below the base, of which what holds is taken to hold for their like: every page at the top,
 * of every folder the longest and the shortest, and one that is not there.
 */
export const kinds: readonly string[] = [...topAndEnds(), 'no-such-page/'];

function topAndEnds(): string[] {
  const folders = new Map<string, { path: string; length: number }[]>();
  for (const { path, html } of pagesOf(inject('builds').root)) {
    if (!path.endsWith('/')) continue;
    const inside = path.slice(1);
    const folder = inside.split('/').slice(0, -2).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), { path: inside, length: html.length }]);
  }
  return [...folders].flatMap(([folder, pages]) => {
    const byLength = pages.sort((a, b) => b.length - a.length).map(({ path }) => path);
    return folder === '' ? byLength.sort() : [...new Set([...byLength.slice(0, 1), ...byLength.slice(-1)])];
  });
}

/** The longest page of each folder, and the home page: where a reader of this programme spends the time. */
export const longest: readonly string[] = [
  '',
  ...kinds.filter((path) => path.includes('/', path.indexOf('/') + 1)),
].filter((path, index, all) => all.findIndex((other) => parent(other) === parent(path)) === index);

function parent(path: string): string {
  return path.split('/').slice(0, -2).join('/');
}

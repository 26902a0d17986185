import { globSync } from 'node:fs';
import { sep } from 'node:path';

/** Paths of all HTML files of a finished site, from its folder, with forward slashes and in a fixed order. */
export function htmlFiles(folder: string): string[] {
  return globSync('**/*.html', { cwd: folder })
    .map((path) => path.replaceAll(sep, '/'))
    .sort();
}

/** Address of an HTML file from the root of the handbook: `weeks/week-09/index.html` is `/weeks/week-09/`. */
export function pathOfFile(file: string): string {
  return `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
}

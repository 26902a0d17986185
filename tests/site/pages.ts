import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HTMLElement, parse } from 'node-html-parser';
import { htmlFiles, pathOfFile } from '../../src/build/html-files.ts';
import type { SiteBuild } from './site-build.ts';

/** What is inside `<pre>` is read, too. */
const parsing = { comment: false, blockTextElements: { script: true, style: true } };

/** A finished page. */
export interface SitePage {
  /** Path of its file from the folder of the site. */
  file: string;
  /** Address from the root of the handbook. */
  path: string;
  html: string;
  document: HTMLElement;
}

/** All pages of a build that are meant to be read: not those that only lead on. */
export function pagesOf(build: SiteBuild): SitePage[] {
  return allPagesOf(build).filter(({ document }) => !document.querySelector('meta[http-equiv="refresh"]'));
}

/** All pages of a build, with those that lead on to a new address. */
export function allPagesOf({ folder }: SiteBuild): SitePage[] {
  return htmlFiles(folder).map((file) => {
    const html = readFileSync(join(folder, file), 'utf8');
    return { file, path: pathOfFile(file), html, document: parse(html, parsing) };
  });
}

/** One page by its address from the root of the handbook. @throws Error when there is none */
export function pageAt(build: SiteBuild, path: string): SitePage {
  const file = `${path.slice(1)}index.html`;
  if (!existsSync(join(build.folder, file))) throw new Error(`there is no page ${path}`);
  const html = readFileSync(join(build.folder, file), 'utf8');
  return { file, path, html, document: parse(html, parsing) };
}

/** File that an address of a build is answered with, undefined when it would be a 404. */
export function fileAt({ folder, base }: SiteBuild, pathname: string): string | undefined {
  if (!pathname.startsWith(base)) return undefined;
  const inside = decodeURIComponent(pathname.slice(base.length));
  const file = inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside;
  return existsSync(join(folder, file)) ? file : undefined;
}

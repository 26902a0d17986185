import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressesIn } from './addresses.ts';
import { allPagesOf, fileAt, type SitePage } from './pages.ts';
import type { SiteBuild } from './site-build.ts';

/**
 * Everything in a build that leads nowhere: pages, anchors, images, styles, scripts, fonts, feeds.
 * Told as `address (why), on page and n more`.
 */
export function brokenLinks(build: SiteBuild): string[] {
  const pages = allPagesOf(build);
  const ids = new Map(pages.map((page) => [page.file, idsOf(page)]));
  const found = new Map<string, Set<string>>();
  for (const [from, address] of [...inPages(pages), ...inStyles(build), ...inTexts(build)]) {
    const why = broken(build, ids, from, address);
    if (why === undefined) continue;
    const fault = `${address} (${why})`;
    found.set(fault, (found.get(fault) ?? new Set()).add(from));
  }
  return [...found].map(
    ([fault, [first, ...more]]) => `${fault}, on ${first}${more.length > 0 ? ` and ${more.length} more` : ''}`,
  );
}

/** Ids used twice in a page, told as `page: id`. */
export function doubleIds(build: SiteBuild): string[] {
  return allPagesOf(build).flatMap(({ path, document }) => {
    const ids = document.querySelectorAll('[id]').map(({ id }) => id);
    return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `${path}: ${id}`);
  });
}

/** An address with the path of what mentions it, from the root of the handbook. */
type Mention = [from: string, address: string];

function inPages(pages: readonly SitePage[]): Mention[] {
  return pages.flatMap(({ path, document }) => addressesIn(document).map(({ value }): Mention => [path, value]));
}

function inStyles(build: SiteBuild): Mention[] {
  return globSync('**/*.css', { cwd: build.folder }).flatMap((file) =>
    [...read(build, file).matchAll(/url\((['"]?)([^'")]+)\1\)/g)].map(([, , url = '']): Mention => [`/${file}`, url]),
  );
}

/** Markdown without its code, feeds, the sitemap and what else is text. */
function inTexts(build: SiteBuild): Mention[] {
  const address = /(?:\]\(|<loc>|Sitemap: |"(?:url|markdown|schema|home|\$schema|\$id)": ?")([^)\s<"]+)/g;
  return globSync('**/*.{md,txt,xml,json}', { cwd: build.folder }).flatMap((file) => {
    const text = read(build, file);
    const prose = file.endsWith('.md')
      ? text.replace(/^(`{3,}).*?^\1/gms, '').replace(/(`+)(?!`).*?[^`]\1(?!`)/gs, '')
      : text;
    return [...prose.matchAll(address)]
      .map(([, url = '']): Mention => [`/${file}`, url])
      .filter(([, url]) => !url.startsWith('https://json-schema.org/'));
  });
}

function broken(build: SiteBuild, ids: Map<string, Set<string>>, from: string, value: string): string | undefined {
  if (/^(mailto|tel|data):/.test(value)) return undefined;
  const here = new URL(build.base + from.slice(1), build.site);
  const target = URL.parse(value, here);
  if (!target) return 'no address';
  if (target.origin !== build.site)
    return /^https?:$/.test(target.protocol) ? undefined : `the scheme ${target.protocol}`;
  if (!target.pathname.startsWith(build.base)) return 'outside of the base path';
  const file = fileAt(build, target.pathname);
  if (file === undefined) return 'not there';
  const anchor = decodeURIComponent(target.hash.slice(1));
  if (anchor === '' || !file.endsWith('.html')) return undefined;
  return ids.get(file)?.has(anchor) ? undefined : `no #${anchor} there`;
}

function idsOf({ document }: SitePage): Set<string> {
  return new Set(document.querySelectorAll('[id]').map(({ id }) => id));
}

function read({ folder }: SiteBuild, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

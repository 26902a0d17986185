import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'node:fs';
import { addressesIn } from './addresses.ts';
import { allPagesOf, fileAt, type SitePage } from './pages.ts';
import type { SiteBuild } from './site-build.ts';

/**
 * Everything in a build that leads nowhere: pages, anchors, images, styles, scripts, fonts, feeds.
 * Told as `page: address (why)`, in the order of the pages.
 */
export function brokenLinks(build: SiteBuild): string[] {
  const pages = allPagesOf(build);
  const ids = new Map(pages.map((page) => [page.file, idsOf(page)]));
  const check = (from: string, value: string) => {
    const why = broken(build, ids, from, value);
    return why === undefined ? [] : [`${from}: ${value} (${why})`];
  };
  const inPages = pages.flatMap(({ path, document }) =>
    addressesIn(document).flatMap(({ value }) => check(path, value)),
  );
  const inStyles = globSync('**/*.css', { cwd: build.folder }).flatMap((file) =>
    [...read(build, file).matchAll(/url\((['"]?)([^'")]+)\1\)/g)].flatMap(([, , url = '']) => check(`/${file}`, url)),
  );
  const inTexts = globSync('**/*.{md,txt,xml,json}', { cwd: build.folder }).flatMap((file) => {
    const addresses = [
      ...read(build, file).matchAll(
        /(?:\]\(|<loc>|Sitemap: |"(?:url|markdown|schema|home|\$schema|\$id)": ?")([^)\s<"]+)/g,
      ),
    ];
    return addresses.flatMap(([, url = '']) =>
      url.startsWith('https://json-schema.org/') ? [] : check(`/${file}`, url),
    );
  });
  return [...new Set([...inPages, ...inStyles, ...inTexts])];
}

/** Ids used twice in a page, told as `page: id`. */
export function doubleIds(build: SiteBuild): string[] {
  return allPagesOf(build).flatMap(({ path, document }) => {
    const ids = document.querySelectorAll('[id]').map(({ id }) => id);
    return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `${path}: ${id}`);
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

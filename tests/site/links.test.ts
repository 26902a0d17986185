import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { brokenLinks, doubleIds } from './check-links.ts';
import { pagesOf } from './pages.ts';

const { root, base } = inject('builds');

describe.for([
  { where: 'at the root of a host', build: root },
  { where: 'below a base path', build: base },
])('$where', ({ build }) => {
  it('leads nowhere by no link, anchor, image, style, script, font or feed', () => {
    expect(brokenLinks(build)).toEqual([]);
  });

  it('uses no id twice in a page', () => {
    expect(doubleIds(build)).toEqual([]);
  });

  it('names its own address as the canonical one', () => {
    for (const { path, document } of pagesOf(build).filter(({ file }) => file !== '404.html')) {
      const address = `${build.site}${build.base}${path.slice(1)}`;
      expect(document.querySelector('link[rel="canonical"]')?.getAttribute('href'), path).toBe(address);
      expect(document.querySelector('meta[property="og:url"]')?.getAttribute('content') ?? address, path).toBe(address);
    }
  });

  it('lists exactly its pages in the sitemap', () => {
    const map = readFileSync(join(build.folder, 'sitemap-0.xml'), 'utf8');
    const listed = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url).sort();
    const pages = pagesOf(build).filter(({ document }) => !/noindex/.test(robots(document)));
    const expected = pages
      .filter(({ file }) => file !== '404.html')
      .map(({ path }) => `${build.site}${build.base}${path.slice(1)}`);
    expect(listed).toEqual(expected.sort());
    expect(readFileSync(join(build.folder, 'robots.txt'), 'utf8')).toContain(
      `Sitemap: ${build.site}${build.base}sitemap-index.xml`,
    );
  });
});

it('the checker finds what is broken', () => {
  const folder = mkdtempSync(join(tmpdir(), 'handbook-links-'));
  cpSync(base.folder, folder, { recursive: true });
  const file = join(folder, 'index.html');
  const faults = [
    '<a href="/weeks/">no base</a>',
    `<a href="${base.base}weeks/week-99/">no page</a>`,
    `<a href="${base.base}weeks/week-09/#nothing-here">no anchor</a>`,
    `<img src="${base.base}nothing.png" alt="">`,
    '<a href="week:week-09">authored</a>',
  ];
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('</main>', `${faults.join('')}<i id="twice"></i><b id="twice"></b></main>`),
  );
  const broken = { ...base, folder };
  const before = brokenLinks(base);
  const added = brokenLinks(broken).filter((fault) => !before.includes(fault));
  expect(added).toHaveLength(faults.length);
  expect(doubleIds(broken)).toEqual(['/: twice']);
  rmSync(folder, { recursive: true });
});

function robots(document: {
  querySelector: (selector: string) => { getAttribute: (name: string) => string | undefined } | null;
}): string {
  return document.querySelector('meta[name="robots"]')?.getAttribute('content') ?? '';
}

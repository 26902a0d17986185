import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { markdownPath } from '../../src/handbook/published.ts';
import { pagesOf } from './pages.ts';

const { root } = inject('builds');
const pages = pagesOf(root).filter(({ file }) => file !== '404.html');
const read = (path: string) => readFileSync(join(root.folder, path), 'utf8');

describe('the addresses of the handbook', () => {
  it('end in a slash and are lower case, words and hyphens', () => {
    for (const { path } of pages) expect(path).toMatch(/^\/([a-z0-9-]+\/)*$/);
  });

  it('answer what is missing with a page that says so', () => {
    expect(read('404.html')).toMatch(/<h1/);
  });

  it('hold what hosts look for', () => {
    for (const file of ['.nojekyll', 'robots.txt', 'sitemap-index.xml', '_headers', 'llms.txt']) {
      expect(existsSync(join(root.folder, file)), file).toBe(true);
    }
  });
});

describe('every page as Markdown', () => {
  it.for(pages)('$path', ({ path, document }) => {
    const text = read(markdownPath(path));
    const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
    expect(head).toContain(`url: ${root.site}${path}`);
    expect(head).toMatch(/^title: ./m);
    expect(head).toMatch(/^licence: ./m);
    const plain = squeeze(textOf(body));
    // What a pointer brings up is in the glossary; controls are nothing to read.
    document.querySelectorAll('[role="tooltip"], .needs-script').forEach((tip) => tip.remove());
    for (const heading of document.querySelectorAll('main h1, main h2, main h3, main h4')) {
      expect(plain, path).toContain(squeeze(heading.textContent));
    }
    for (const cell of document.querySelectorAll('main td, main pre, main dd, main figcaption b')) {
      expect(plain, path).toContain(squeeze(cell.textContent));
    }
    expect(body).not.toMatch(/<\/?(div|span|svg|section|details)\b/);
  });

  it('is listed in llms.txt', () => {
    const listed = [...read('llms.txt').matchAll(/\]\((https:[^)]+\.md)\)/g)].map(([, url]) => url);
    expect(listed.sort()).toEqual(pages.map(({ path }) => `${root.site}${markdownPath(path)}`).sort());
  });
});

describe('the feeds', () => {
  const feeds = globSync('api/*.json', { cwd: root.folder });

  it('are all in the listing', () => {
    const { feeds: listed } = JSON.parse(read('api/index.json')) as { feeds: { url: string }[] };
    expect(listed.map(({ url }) => url.slice(root.site.length + 1)).sort()).toEqual(feeds.sort());
  });

  it.for(feeds)('%s fits its published schema', (file) => {
    const feed = JSON.parse(read(file)) as { $schema: string };
    const schema = JSON.parse(read(new URL(feed.$schema).pathname)) as Parameters<typeof z.fromJSONSchema>[0];
    const result = z.fromJSONSchema(schema).safeParse(feed);
    expect(result.success ? '' : z.prettifyError(result.error)).toBe('');
    expect(z.fromJSONSchema(schema).safeParse({ ...feed, licence: 1 }).success).toBe(false);
  });

  it('name every page once', () => {
    const { pages: listed } = JSON.parse(read('api/index.json')) as { pages: { url: string }[] };
    const addresses = listed.map(({ url }) => url);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of addresses) expect(pages.map(({ path }) => `${root.site}${path}`)).toContain(address);
  });
});

/** The words of a Markdown text, code included, without its addresses. */
function textOf(markdown: string): string {
  return toString(unified().use(remarkParse).use(remarkGfm).parse(markdown));
}

/** Letters and digits only: Markdown escapes and wraps the rest. */
function squeeze(text: string): string {
  return text.replace(/&(?:[a-z]+|#\d+|#x[0-9a-f]+);/gi, '').replace(/[^\p{L}\p{N}]/gu, '');
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { addressesIn } from './addresses.ts';
import { allPagesOf } from './pages.ts';

const { root, base } = inject('builds');
const pages = allPagesOf(root);
const policyOf = (html: string) =>
  /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1] ?? '';
const [first] = pages;
const policy = policyOf(first?.html ?? '');

describe('the Content-Security-Policy', () => {
  it('is the same on every page and stands before anything that could be run', () => {
    for (const { path, html } of pages) {
      expect(policyOf(html), path).toBe(policy);
      expect(html.slice(0, html.indexOf('<meta http-equiv')), path).toMatch(
        /^<!DOCTYPE html><html[^>]*><head><meta charset="utf-8" ?\/?>$/i,
      );
    }
  });

  it('allows nothing from elsewhere and nothing written in place', () => {
    const directives = Object.fromEntries(
      policy.split('; ').map((part): [string, string[]] => [part.replace(/ .*/, ''), part.split(' ').slice(1)]),
    );
    expect(directives['default-src']).toEqual([`'none'`]);
    expect(directives['base-uri']).toEqual([`'none'`]);
    // The one policy there is names the address of the service worker and nothing else.
    expect(directives['trusted-types']).toEqual(['handbook-worker']);
    delete directives['trusted-types'];
    expect(directives['require-trusted-types-for']).toEqual([`'script'`]);
    delete directives['require-trusted-types-for'];
    const sources = Object.values(directives)
      .flat()
      .filter((source) => !/^'sha256-[\w+/]{43}='$/.test(source));
    expect([...new Set(sources)].sort()).toEqual([`'none'`, `'self'`, `'wasm-unsafe-eval'`, 'data:']);
    expect(directives['img-src']).toContain('data:');
  });

  it('names exactly the inline scripts that are there', () => {
    const hashes = pages.flatMap(({ document }) =>
      document
        .querySelectorAll('script')
        .filter((script) => !script.hasAttribute('src') && !/json/.test(script.getAttribute('type') ?? ''))
        .map((script) => `'sha256-${createHash('sha256').update(script.textContent).digest('base64')}'`),
    );
    expect(policy.match(/'sha256-[^']+'/g)?.sort() ?? []).toEqual([...new Set(hashes)].sort());
  });

  it('finds nothing to refuse in the markup', () => {
    for (const { path, html, document } of pages) {
      expect(
        document.querySelectorAll('[style], style, base, object, embed, iframe, [srcdoc]').map(String),
        path,
      ).toEqual([]);
      expect(html.match(/<[a-z][^>]*\son[a-z]+\s*=/gi) ?? [], path).toEqual([]);
      expect(html.match(/(?:href|src|action)\s*=\s*["']?\s*(?:javascript|vbscript|data:text)/gi) ?? [], path).toEqual(
        [],
      );
    }
  });

  it('goes out as a header, too, with what only a header can say', () => {
    for (const { build, prefix } of [
      { build: root, prefix: '/' },
      { build: base, prefix: base.base },
    ]) {
      const headers = readFileSync(join(build.folder, '_headers'), 'utf8');
      const own = policyOf(readFileSync(join(build.folder, 'index.html'), 'utf8'));
      expect(headers).toContain(`${prefix}*\n  Content-Security-Policy: ${own}; frame-ancestors 'none'\n`);
      expect(headers).toMatch(/X-Content-Type-Options: nosniff/);
      expect(headers).toMatch(/Referrer-Policy: strict-origin-when-cross-origin/);
      expect(headers).toMatch(/Permissions-Policy: camera=\(\)/);
      expect(headers).toMatch(/Cross-Origin-Opener-Policy: same-origin/);
      for (const path of ['_astro', 'pagefind/index', 'pagefind/fragment']) {
        expect(headers).toContain(`${prefix}${path}/*\n  Cache-Control: public, max-age=31536000, immutable`);
      }
      // Cloudflare reads lines of up to 2,000 characters.
      expect(Math.max(...headers.split('\n').map(({ length }) => length))).toBeLessThan(2000);
    }
  });
});

it('no page fetches anything from another origin', () => {
  for (const { path, document } of pages) {
    const foreign = addressesIn(document).filter(
      ({ value, tag, attribute }) =>
        tag !== 'a' &&
        attribute !== 'cite' &&
        tag !== 'meta' &&
        /^(https?:)?\/\//.test(value) &&
        !value.startsWith(root.site),
    );
    expect(foreign, path).toEqual([]);
  }
});

it('no style sheet or script names another origin to fetch from', () => {
  for (const file of ['css', 'js'].flatMap((kind) => [
    ...new Set(
      pages.flatMap(({ html }) =>
        [...html.matchAll(new RegExp(`/_astro/[^"' ]+\\.${kind}`, 'g'))].map(([path]) => path),
      ),
    ),
  ])) {
    const text = readFileSync(join(root.folder, file), 'utf8');
    expect(text.match(/(?:@import|url\(|fetch\(|import\()\s*["'`]?(?:https?:)?\/\/[^)"'`]+/g) ?? [], file).toEqual([]);
  }
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { parse } from 'node-html-parser';

export type FileType = 'html' | 'style' | 'script' | 'font' | 'image' | 'other';

/** What a browser fetches to show a page for the first time. */
export interface FirstLoad {
  files: { path: string; type: FileType; bytes: number }[];
  /** Compressed bytes by type; fonts and images as they are. */
  bytes: Record<FileType, number>;
}

/** Bytes of a text as a host sends it (brotli, quality 11). */
export function brotli(text: string | Buffer): number {
  return brotliCompressSync(text).length;
}

/** Bytes in so many KiB. */
export function kib(count: number): number {
  return count * 1024;
}

/**
 * Weighs the first load of a page of a finished site: the page, its styles with the fonts they name
 * that the page preloads, its scripts with everything they import at once, its images and its icon.
 * Styles for print count: a browser fetches them, too.
 * @param path address from the root of the handbook
 */
export function firstLoad(folder: string, base: string, path: string): FirstLoad {
  const html = readFileSync(join(folder, path, 'index.html'), 'utf8');
  const document = parse(html);
  const addresses = (selector: string, attribute: string) =>
    document.querySelectorAll(selector).map((element) => element.getAttribute(attribute) ?? '');
  const scripts = withImports(
    folder,
    base,
    addresses('script[src]', 'src').concat(addresses('link[rel="modulepreload"]', 'href')),
  );
  const found: [FileType, string[]][] = [
    ['style', addresses('link[rel="stylesheet"]', 'href')],
    ['script', scripts],
    ['font', addresses('link[rel="preload"][as="font"]', 'href')],
    ['image', addresses('img[src]:not([loading="lazy"])', 'src').concat(addresses('link[rel~="icon"]', 'href'))],
  ];
  const files = [{ path, type: 'html' as FileType, bytes: brotli(html) }];
  for (const [type, list] of found) {
    for (const address of new Set(list)) {
      const content = readFileSync(join(folder, address.slice(base.length)));
      files.push({ path: address, type, bytes: type === 'font' ? content.length : brotli(content) });
    }
  }
  const bytes: Record<FileType, number> = { html: 0, style: 0, script: 0, font: 0, image: 0, other: 0 };
  for (const file of files) bytes[file.type] += file.bytes;
  return { files, bytes };
}

/** Scripts and, in turn, what they import statically. */
function withImports(folder: string, base: string, scripts: readonly string[]): string[] {
  const all = new Set<string>();
  const add = (address: string) => {
    if (all.has(address)) return;
    all.add(address);
    const text = readFileSync(join(folder, address.slice(base.length)), 'utf8');
    for (const [, imported = ''] of text.matchAll(
      /(?:^|[;}\s])import\s*(?:[\w*{][^"'`;]*?from)?\s*["'](\.[^"']+)["']/g,
    )) {
      add(new URL(imported, `https://handbook.invalid${address}`).pathname);
    }
  };
  scripts.forEach(add);
  return [...all];
}

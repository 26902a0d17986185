import { withBase } from './links.ts';

/** Turns a path from the root of the handbook (`/weeks/`) into the address that is published. */
export type AddressOf = (path: string) => string;

/**
 * Addresses of a build: absolute where it knows its site, else from the root of the host.
 * @param base path with slashes at both ends that the site stands under
 */
export function publishedAt(site: URL | undefined, base: string): AddressOf {
  return (path) => {
    const local = withBase(path, base);
    return site ? new URL(local, site).href : local;
  };
}

/** Path of a page as Markdown: `/weeks/week-09/` is `/weeks/week-09.md`, the home page `/index.md`. */
export function markdownPath(path: string): string {
  return path === '/' ? '/index.md' : `${path.replace(/\/$/, '')}.md`;
}

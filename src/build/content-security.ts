import { createHash } from 'node:crypto';

/** Source expression of an inline script for a Content-Security-Policy: `'sha256-…'`. */
export function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

/**
 * The policy of every page: everything from this site, nothing written in place but the named scripts.
 * WebAssembly is what Pagefind searches with. Frames cannot be forbidden from inside a page: the header does.
 * @param hashes source expressions of the inline scripts that belong to the site
 */
export function pagePolicy(hashes: readonly string[]): string {
  return [
    `default-src 'none'`,
    [`script-src 'self' 'wasm-unsafe-eval'`, ...hashes].join(' '),
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    // Text never becomes markup or code in the browser: what would turn it into some throws.
    `require-trusted-types-for 'script'`,
    // Nothing but the address of the service worker, by the one policy that names it.
    `trusted-types handbook-worker`,
  ].join('; ');
}

/** The same policy for hosts that send headers of our own. */
function headerPolicy(hashes: readonly string[]): string {
  return `${pagePolicy(hashes)}; frame-ancestors 'none'`;
}

/**
 * A `_headers` file, as Netlify and Cloudflare Pages read it.
 * @param base path with slashes at both ends that the site stands under
 */
export function headersFile(hashes: readonly string[], base: string): string {
  const everywhere = {
    'Content-Security-Policy': headerPolicy(hashes),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
  const forever = { 'Cache-Control': 'public, max-age=31536000, immutable' };
  const rule = (path: string, headers: Record<string, string>) =>
    [`${base}${path}`, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  // Only names that carry a hash of what is inside may be kept; a stale page or search loader would not fit the rest.
  const hashed = ['_astro/*', 'pagefind/fragment/*', 'pagefind/index/*'];
  const inUtf8 = { md: 'text/markdown', txt: 'text/plain', ics: 'text/calendar' };
  const typed = Object.entries(inUtf8).map(([ending, type]) =>
    rule(`*.${ending}`, { 'Content-Type': `${type}; charset=utf-8` }),
  );
  return [rule('*', everywhere), ...typed, ...hashed.map((path) => rule(path, forever))].join('\n\n') + '\n';
}

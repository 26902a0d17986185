import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { withBase } from '../handbook/links.ts';
import { markdownPath } from '../handbook/published.ts';
import type { Redirects } from '../schema/redirect.ts';

/** Where the site stands, and the pages that have moved. */
interface RedirectOptions {
  redirects: Redirects;
  site: string | undefined;
  base: string;
  language: string;
}

/**
 * Leaves a page at every old address that sends readers on, with a link for those whom it does not.
 * @throws Error when an old path is still a page, or a new one is none
 */
export function redirectPages({ redirects, site, base, language }: RedirectOptions): AstroIntegration {
  return {
    name: 'redirect-pages',
    hooks: {
      'astro:build:done': ({ dir }) => {
        for (const [from, to] of Object.entries(redirects)) {
          const file = (path: string) => join(fileURLToPath(dir), path, 'index.html');
          if (existsSync(file(from)))
            throw new Error(`src/content/redirects.yaml: ${from} is a page; only a path without one can lead on`);
          if (!existsSync(file(to)))
            throw new Error(`src/content/redirects.yaml: ${from} leads to ${to}, which is no page`);
          mkdirSync(join(fileURLToPath(dir), from), { recursive: true });
          writeFileSync(file(from), redirectPage(withBase(to, base), withBase(script, base), site, language));
          // The Markdown of the page lives on as well.
          const markdown = join(fileURLToPath(dir), markdownPath(to));
          if (existsSync(markdown)) copyFileSync(markdown, join(fileURLToPath(dir), markdownPath(from)));
        }
        if (Object.keys(redirects).length > 0) writeFileSync(join(fileURLToPath(dir), script), leadOn);
      },
    },
  };
}

const script = '/moved.js';
/** Leads on with the query and the anchor of the old address, which a refresh would lose. */
const leadOn = `const { to } = document.currentScript.dataset;\nlocation.replace(to + location.search + location.hash);\n`;

/** A page that leads on to an address: checked paths only, so that nothing needs escaping. */
function redirectPage(address: string, lead: string, site: string | undefined, language: string): string {
  return [
    `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8">`,
    `<script src="${lead}" data-to="${address}"></script>`,
    `<noscript><meta http-equiv="refresh" content="0; url=${address}"></noscript><title>This page has moved</title>`,
    `<meta name="robots" content="noindex"><link rel="canonical" href="${site ?? ''}${address}"></head>`,
    `<body><p>This page has moved to <a href="${address}">${address}</a>.</p></body></html>\n`,
  ].join('');
}

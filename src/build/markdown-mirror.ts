import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { stringify } from 'yaml';
import { withBase } from '../handbook/links.ts';
import { markdownPath } from '../handbook/published.ts';
import type { Cohort } from '../schema/cohort.ts';
import { htmlFiles, pathOfFile } from './html-files.ts';
import { local, pageHead, pageMarkdown } from './page-markdown.ts';

/** Where the site stands and whose it is. */
interface MirrorOptions {
  site: string | undefined;
  base: string;
  cohort: Cohort;
}

/** Publishes every page once more as Markdown: `/modules/idempotency/` as `/modules/idempotency.md`. */
export function markdownMirror(options: MirrorOptions): AstroIntegration {
  return {
    name: 'markdown-mirror',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = htmlFiles(folder).filter((file) => file.endsWith('index.html'));
        for (const file of files) {
          const path = pathOfFile(file);
          const target = join(folder, markdownPath(path));
          mkdirSync(dirname(target), { recursive: true });
          writeFileSync(target, mirror(readFileSync(join(folder, file), 'utf8'), path, options));
        }
        logger.info(`${files.length} pages as Markdown`);
      },
    },
  };
}

function mirror(html: string, path: string, { site, base, cohort }: MirrorOptions): string {
  const url = new URL(withBase(path, base), site ?? local);
  const { text: attribution, licence, licenceUrl } = cohort.attribution;
  const head = { ...pageHead(html), url: site ? url.href : url.pathname, licence, licenceUrl, attribution };
  return `---\n${stringify(head, { lineWidth: 0 })}---\n\n${pageMarkdown(html, url)}`;
}

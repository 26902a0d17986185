import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Small files that hosts and crawlers look for beside the pages. */
export function hostFiles({ site, base }: { site: string | undefined; base: string }): AstroIntegration {
  return {
    name: 'host-files',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        // Without it GitHub Pages would leave out folders whose name begins with an underscore.
        writeFileSync(join(folder, '.nojekyll'), '');
        const map = existsSync(join(folder, 'sitemap-index.xml')) ? [`Sitemap: ${site}${base}sitemap-index.xml`] : [];
        writeFileSync(join(folder, 'robots.txt'), ['User-agent: *', 'Allow: /', ...map, ''].join('\n'));
      },
    },
  };
}

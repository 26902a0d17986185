import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { applyOverrides, readOverrides } from '../disk/overrides.ts';
import { splitPage } from '../disk/split-page.ts';

/**
 * Vite plugin that gives the compiler of MDX each page with the cohort's overrides, as the reader of the content
 * sees it.
 * @param root folder of the repository
 */
export function overrideSections(root: string = fileURLToPath(new URL('../../', import.meta.url))): Plugin {
  const prefix = `${root.replaceAll('\\', '/').replace(/\/$/, '')}/src/content/docs/`;
  return {
    name: 'override-sections',
    enforce: 'pre',
    transform(code, id) {
      const [path = ''] = id.split('?');
      // Astro asks for a page under other queries too, as JavaScript that is ready: only the text itself is MDX.
      if (!path.startsWith(prefix) || !path.endsWith('.mdx') || !/^---\r?\n/.test(code)) return undefined;
      const route = path.slice(prefix.length).replace(/(^|\/)index\.mdx$|\.mdx$/, '');
      const overrides = readOverrides(root).overrides.filter(({ page }) => page === route);
      if (overrides.length === 0) return undefined;
      for (const { file } of overrides) this.addWatchFile(`${root}/${file}`);
      const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
      const parts = splitPage(text, path).value;
      if (!parts) return undefined;
      const { body } = applyOverrides(parts.body, path, parts.bodyStart, overrides);
      return { code: `---\n${parts.yaml}\n---\n${body}`, map: null };
    },
  };
}

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The scripts that components write into pages on purpose (`<script is:inline>`), word for word. A person
 * has read them; they are what the Content-Security-Policy lets run.
 * @param folder where the components are
 */
export function inlineScripts(folder = fileURLToPath(new URL('../components/', import.meta.url))): string[] {
  return globSync('**/*.astro', { cwd: folder })
    .sort()
    .flatMap((file) => inlineScriptsIn(readFileSync(join(folder, file), 'utf8')));
}

/** The same of one component's source. */
export function inlineScriptsIn(source: string): string[] {
  return [...source.matchAll(/<script(?=[^>]*\bis:inline\b)[^>]*>(.*?)<\/script>/gs)].map(([, text = '']) => text);
}

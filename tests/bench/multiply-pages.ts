import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/**
 * Puts further copies of every page into a copy of the tree, each under a name of its own, so that there
 * are `times` as many. They are plain pages with the same text: what hangs on the outline stays behind.
 */
export function multiplyPages(tree: string, times: number): void {
  const docs = join(tree, 'src/content/docs');
  const files = globSync('{weeks,modules}/*.mdx', { cwd: docs });
  const all = globSync('**/*.mdx', { cwd: docs }).length;
  const wanted = all * (times - 1);
  mkdirSync(join(docs, 'copies'), { recursive: true });
  for (let count = 0; count < wanted; count += 1) {
    const file = files[count % files.length] ?? '';
    const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(join(docs, file), 'utf8')) ?? [];
    const { title, description, sources } = parse(head) as Record<string, unknown>;
    const front = { title: `${String(title)} ${count}`, description, kind: 'page', ...(sources ? { sources } : {}) };
    const name = `${file.replace(/^.*\//, '').replace(/\.mdx$/, '')}-copy-${count}.mdx`;
    writeFileSync(join(docs, 'copies', name), `---\n${stringify(front)}---\n${withoutOutline(body)}`);
  }
}

/** The text without what only a page of the outline may hold. */
function withoutOutline(body: string): string {
  return body.replace(/^<(OutlineItem|EditionNote)\b[^>]*\/>\n/gm, '');
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument, stringify } from 'yaml';
import { nearest } from '../handbook/problem.ts';
import { hashOfSection, overridePlaces, readOverrides, sectionsOfBody } from './overrides.ts';
import { splitPage } from './split-page.ts';

/**
 * Writes a file for an override of a section; for `instead` it begins with the section as it is.
 * @returns what was written, in words
 * @throws Error naming the page, section or place that is not there, with the nearest
 */
export function beginOverride(root: string, page: string, section: string, place: string): string {
  if (!overridePlaces.some((known) => known === place))
    throw new Error(`There is no place "${place}"; there are ${overridePlaces.join(', ')}.`);
  const text = sectionText(root, page, section);
  const name = `${page.replaceAll('/', '-')}--${section}--${place}.mdx`;
  const file = `src/cohort/overrides/${name}`;
  if (existsSync(join(root, file))) throw new Error(`${file} is there already: edit it, or delete it first.`);
  mkdirSync(join(root, 'src/cohort/overrides'), { recursive: true });
  const body = place === 'instead' ? `${text.trim()}\n` : '';
  writeFileSync(join(root, file), `---\n${frontmatter({ page, section, place }, text)}---\n\n${body}`);
  const next = place === 'hide' ? 'The section is hidden.' : 'Write your text below its frontmatter.';
  return `${file} is written. ${next}`;
}

/**
 * Notes that the overrides of a section fit what upstream says now.
 * @throws Error where there is none
 */
export function acceptOverride(root: string, page: string, section: string): string {
  const found = readOverrides(root).overrides.filter((one) => one.page === page && one.section === section);
  if (found.length === 0) throw new Error(`No file in src/cohort/overrides/ is about ${page}#${section}.`);
  const text = sectionText(root, page, section);
  for (const { file } of found) {
    const source = readFileSync(join(root, file), 'utf8');
    const parts = splitPage(source, file).value;
    if (!parts) throw new Error(`${file} cannot be read.`);
    const document = parseDocument(parts.yaml);
    document.set('hash', hashOfSection(text));
    document.set('text', text.trim());
    writeFileSync(join(root, file), `---\n${document.toString({ lineWidth: 0 })}---\n${parts.body}`);
  }
  return `${found.map(({ file }) => file).join(', ')}: noted that it fits.`;
}

function frontmatter(keys: Record<string, string>, text: string): string {
  return stringify({ ...keys, hash: hashOfSection(text), text: text.trim() }, { lineWidth: 0 });
}

function sectionText(root: string, page: string, section: string): string {
  const file = [`src/content/docs/${page}.mdx`, `src/content/docs/${page}/index.mdx`].find((path) =>
    existsSync(join(root, path)),
  );
  if (file === undefined)
    throw new Error(`There is no page "${page}": look at its address, such as modules/retry-strategy.`);
  const parts = splitPage(readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n'), file).value;
  const sections = sectionsOfBody(parts?.body ?? '');
  const found = sections.get(section);
  if (found) return found.text;
  const close = nearest(section, sections.keys());
  throw new Error(
    `${page} has no section "${section}"${close ? `; did you mean "${close}"?` : `; there are ${[...sections.keys()].join(', ')}`}`,
  );
}

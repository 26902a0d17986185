import type { Element, ElementContent, Root, RootContent } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';

/** A stretch of a page with its heading. */
export interface PageSection {
  /** Empty at the top of the page. */
  anchor: string;
  heading: string;
  text: string;
}

/** A finished page as the search index reads it. */
export interface IndexedPage {
  language: string;
  title: string;
  sections: PageSection[];
}

const parser = unified().use(rehypeParse);

/** Parts of a page that are not its text. */
const chrome = new Set([
  'script',
  'style',
  'template',
  'nav',
  'button',
  'form',
  'dialog',
  'noscript',
  'select',
  'input',
  'footer',
  'aside',
]);
const inline = new Set([
  'a',
  'abbr',
  'b',
  'cite',
  'code',
  'dfn',
  'em',
  'i',
  'kbd',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
  'var',
]);

/**
 * Cuts what stands in `<main>` at its headings with an id. Navigation, controls, what is hidden from
 * screen readers and what carries `data-search="skip"` is left out; of a drawing its alternative is kept.
 * @returns undefined for a page without `<main>` or `<h1>`, such as a redirect
 */
export function readSections(html: string): IndexedPage | undefined {
  const tree = parser.parse(html);
  const root = find(tree, ({ tagName }) => tagName === 'html');
  const main = find(tree, ({ tagName }) => tagName === 'main');
  const heading = main && find({ type: 'root', children: [main] }, ({ tagName }) => tagName === 'h1');
  if (!main || !heading) return undefined;
  const title = squeeze(textOf(heading));
  const sections: PageSection[] = [{ anchor: '', heading: title, text: '' }];
  collect(main, sections);
  return {
    language: String(root?.properties['lang'] ?? 'en'),
    title,
    sections: sections.map(({ anchor, heading: name, text }) => ({ anchor, heading: name, text: squeeze(text) })),
  };
}

function collect(node: Element, sections: PageSection[]): void {
  for (const child of node.children) {
    const current = sections.at(-1);
    if (!current) return;
    if (child.type === 'text') current.text += child.value;
    if (child.type !== 'element' || isSkipped(child)) continue;
    const id = child.properties['id'];
    if (child.tagName === 'h1') continue;
    if (/^h[2-4]$/.test(child.tagName) && typeof id === 'string') {
      sections.push({ anchor: id, heading: squeeze(textOf(child)), text: '' });
    } else if (child.tagName === 'svg') {
      current.text += ` ${alternative(child)} `;
    } else {
      const apart = !inline.has(child.tagName);
      if (apart) current.text += ' ';
      collect(child, sections);
      const last = sections.at(-1);
      if (apart && last) last.text += ' ';
    }
  }
}

function isSkipped({ tagName, properties }: Element): boolean {
  return (
    chrome.has(tagName) ||
    properties['dataSearch'] === 'skip' ||
    properties['ariaHidden'] === 'true' ||
    properties['role'] === 'tooltip' ||
    properties['popover'] !== undefined ||
    (Array.isArray(properties['className']) && properties['className'].includes('kicker'))
  );
}

function alternative(drawing: Element): string {
  const label = drawing.properties['ariaLabel'];
  if (typeof label === 'string') return label;
  return drawing.children
    .map((child) => (child.type === 'element' && /^(title|desc)$/.test(child.tagName) ? textOf(child) : ''))
    .join(' ');
}

function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element' || isSkipped(node)) return '';
  return node.children.map(textOf).join('');
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function find(node: Root | Element, test: (element: Element) => boolean): Element | undefined {
  for (const child of node.children as RootContent[]) {
    if (child.type !== 'element') continue;
    const found = test(child) ? child : find(child, test);
    if (found) return found;
  }
  return undefined;
}

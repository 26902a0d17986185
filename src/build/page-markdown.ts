import type { Element, ElementContent, Root } from 'hast';
import { toString } from 'mdast-util-to-string';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { leftOutMark } from '../handbook/links.ts';

const parser = unified().use(rehypeParse);
const converter = unified().use(rehypeRemark);
const writer = unified()
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', rule: '-', emphasis: '_', listItemIndent: 'one' });

/** Parts of a page that say nothing without the page around them, by tag, role and class. */
const chrome = {
  tags: new Set([
    'script',
    'style',
    'template',
    'nav',
    'footer',
    'button',
    'form',
    'dialog',
    'noscript',
    'input',
    'select',
  ]),
  roles: new Set(['tooltip', 'status', 'search']),
  classes: new Set(['toc', 'needs-script']),
};

/**
 * The text of a finished page as Markdown: what stands in `<main>`, with headings, tables, code, answers
 * and the text alternatives of its figures.
 * @param url address of the page, against which its links are resolved
 * @throws Error when the page has no `<main>`
 */
export function pageMarkdown(html: string, url: URL): string {
  const tree = parser.parse(html);
  const main = find(tree, ({ tagName }) => tagName === 'main');
  if (!main) throw new Error(`${url.pathname} has no <main>`);
  const root: Root = { type: 'root', children: main.children };
  prepare(root, url);
  return writer.stringify(converter.runSync(root));
}

/** What the head of a page says about it. */
export function pageHead(html: string): { title: string; description: string } {
  const tree = parser.parse(html);
  const title = find(tree, ({ tagName }) => tagName === 'h1') ?? find(tree, ({ tagName }) => tagName === 'title');
  const meta = find(tree, ({ properties }) => properties['name'] === 'description');
  return { title: title ? toString(title).trim() : '', description: String(meta?.properties['content'] ?? '') };
}

/** Takes the chrome out and says in words what Markdown has no form for. */
function prepare(root: Root, url: URL): void {
  visit(root, 'element', (element, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const { tagName, properties } = element;
    if (isChrome(element)) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    if (tagName === 'a' && properties['href'] === leftOutMark) {
      parent.children.splice(index, 1, ...element.children);
      return [SKIP, index];
    }
    if (tagName === 'svg' || properties['role'] === 'img') {
      parent.children.splice(index, 1, ...alternative(element));
      return [SKIP, index + 1];
    }
    if (
      tagName === 'summary' &&
      !element.children.some((child) => child.type === 'element' && /^h[1-6]$/.test(child.tagName))
    ) {
      element.tagName = 'p';
      element.children = [
        { type: 'element', tagName: 'strong', properties: {}, children: element.children as ElementContent[] },
      ];
    }
    if (tagName === 'pre') return SKIP;
    element.children = element.children.filter((child) => child.type !== 'element' || !isChrome(child));
    spaceOut(element);
    if (tagName === 'a' && typeof properties['href'] === 'string')
      properties['href'] = absolute(properties['href'], url);
    return undefined;
  });
}

function isChrome({ tagName, properties }: Element): boolean {
  if (tagName === 'input' && properties['type'] === 'checkbox') return false;
  const classes = Array.isArray(properties['className']) ? properties['className'] : [];
  return (
    chrome.tags.has(tagName) ||
    chrome.roles.has(String(properties['role'])) ||
    classes.some((name) => chrome.classes.has(String(name))) ||
    properties['ariaHidden'] === 'true'
  );
}

/** Puts a space between things that only their styles keep apart, such as a link and the note behind it. */
function spaceOut(element: Element): void {
  element.children = element.children.flatMap((child, index): ElementContent[] => {
    const before = element.children[index - 1];
    const touch = before && isLabel(before) && isLabel(child);
    return touch ? [{ type: 'text', value: ' ' }, child] : [child];
  });
}

function isLabel(node: ElementContent): boolean {
  return node.type === 'element' && ['a', 'b', 'span', 'small', 'dfn'].includes(node.tagName);
}

/** The text alternative of a drawing: its label, or its title and description. */
function alternative(drawing: Element): ElementContent[] {
  const label = drawing.properties['ariaLabel'];
  const parts = ['title', 'desc'].map((name) =>
    find({ type: 'root', children: [drawing] }, ({ tagName }) => tagName === name),
  );
  const text = typeof label === 'string' ? label : parts.map((part) => (part ? toString(part).trim() : '')).join(' ');
  if (text.trim() === '') return [];
  return [{ type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: text.trim() }] }];
}

function absolute(href: string, page: URL): string {
  const target = URL.parse(href, page);
  if (!target) return href;
  return target.origin === local ? `${target.pathname}${target.search}${target.hash}` : target.href;
}

/** Origin that stands for “this site” where a build does not know its address. */
export const local = 'http://handbook.invalid';

function find(root: Root, test: (element: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  visit(root, 'element', (element) => {
    if (!test(element)) return undefined;
    found = element;
    return false;
  });
  return found;
}

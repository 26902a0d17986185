import type { Element, ElementContent, Root as HtmlRoot } from 'hast';
import { toString } from 'mdast-util-to-string';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { type InlineTree, inlineTags } from '../handbook/progress/inline-tree.ts';

/**
 * What a link of an inline string becomes: its address, or all attributes of its `<a>`, by their
 * names in HTML (`{ href, 'data-term': … }`).
 */
export type ResolveLink = (href: string, text: string) => string | Readonly<Record<string, string>>;

const parser = unified().use(remarkParse).use(remarkGfm);
const toHtml = unified().use(remarkRehype);
const writer = unified().use(rehypeStringify);

/**
 * Inline Markdown (emphasis, code, links) → HTML without a paragraph around it. Text is escaped and
 * raw HTML is dropped. Links with a scheme that is not `https:` and not an anchor (`term:…`,
 * `module:…`) are given to `resolve`.
 * @throws what `resolve` throws
 */
export function inlineToHtml(markdown: string, resolve: ResolveLink): string {
  const tree = toHtml.runSync(parser.parse(markdown));
  visit(tree, 'element', (node) => {
    const href = node.properties['href'];
    if (node.tagName !== 'a' || typeof href !== 'string' || /^(https:|#)/.test(href)) return;
    const resolved = resolve(href, toString(node));
    node.properties = typeof resolved === 'string' ? { href: resolved } : { ...resolved };
  });
  return writer.stringify({ type: 'root', children: contents(tree) });
}

/** Inline Markdown → plain text: no emphasis, no addresses, one line. */
export function inlineToText(markdown: string): string {
  return toString(parser.parse(markdown)).replace(/\s+/g, ' ').trim();
}

/** The links of a string of inline Markdown, in order. */
export function inlineLinksOf(markdown: string): { href: string; text: string }[] {
  // Most strings have none, and parsing them all would take a tenth of the check.
  if (!/\]|:\/\/|www\.|@/.test(markdown)) return [];
  const links: { href: string; text: string }[] = [];
  visit(parser.parse(markdown), (node) => {
    if (node.type === 'link') links.push({ href: node.url, text: toString(node) });
    if (node.type === 'definition') links.push({ href: node.url, text: node.identifier });
    if (node.type === 'image') links.push({ href: node.url, text: node.alt ?? '' });
  });
  return links;
}

/** The first Markdown block (list, heading, second paragraph …) that a string holds and inline Markdown may not. */
export function blockIn(markdown: string): string | undefined {
  if (!/^\s*(?:[-*+#>|~`]|\d+[.)])|\n/.test(markdown)) return undefined;
  const blocks = parser.parse(markdown).children;
  const wrong = blocks.find(({ type }) => type !== 'paragraph' && type !== 'definition');
  return wrong?.type ?? (blocks.length > 1 ? 'second paragraph' : undefined);
}

/** The inline parts: a paragraph is opened, several are joined by a space. */
function contents(tree: HtmlRoot): ElementContent[] {
  const blocks = tree.children.filter((node): node is Element => node.type === 'element');
  return blocks.flatMap((block, index): ElementContent[] => {
    const parts: ElementContent[] = block.tagName === 'p' ? block.children : [block];
    return index === 0 ? parts : [{ type: 'text', value: ' ' }, ...parts];
  });
}

/**
 * Inline Markdown as a tree of texts and inline elements, with links resolved as `inlineToHtml` does.
 * @throws what `resolve` throws
 */
export function inlineToTree(markdown: string, resolve: (href: string) => string): InlineTree[] {
  return contents(toHtml.runSync(parser.parse(markdown))).flatMap((node) => treeOf(node, resolve));
}

function treeOf(node: ElementContent, resolve: (href: string) => string): InlineTree[] {
  if (node.type === 'text') return [node.value];
  if (node.type !== 'element') return [];
  const children = node.children.flatMap((child) => treeOf(child, resolve));
  const tag = inlineTags.find((name) => name === node.tagName);
  if (!tag) return children;
  const href = node.properties['href'];
  if (tag !== 'a' || typeof href !== 'string') return [{ tag, children }];
  return [{ tag, href: /^(https:|#)/.test(href) ? href : resolve(href), children }];
}

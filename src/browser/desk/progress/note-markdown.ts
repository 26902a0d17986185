import type { Nodes, Parents } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { element } from '../element.ts';

/** Elements for the nodes of Markdown that need nothing but their children. */
const plain: Readonly<Partial<Record<Nodes['type'], keyof HTMLElementTagNameMap>>> = {
  paragraph: 'p',
  emphasis: 'em',
  strong: 'strong',
  blockquote: 'blockquote',
  listItem: 'li',
  thematicBreak: 'hr',
};

/** A learner's Markdown as elements. Markup in it stays text, and a link leads only to the web. */
export function renderMarkdown(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(...children(fromMarkdown(text)));
  return fragment;
}

function children(parent: Parents): (Node | string)[] {
  return parent.children.map(render);
}

function render(node: Nodes): Node | string {
  const name = plain[node.type];
  if (name) return element(name, {}, ...('children' in node ? children(node) : []));
  switch (node.type) {
    case 'heading':
      return element('p', {}, element('strong', {}, ...children(node)));
    case 'list':
      return element(node.ordered ? 'ol' : 'ul', {}, ...children(node));
    case 'inlineCode':
      return element('code', {}, node.value);
    case 'code':
      return element('pre', {}, element('code', {}, node.value));
    case 'break':
      return element('br');
    case 'link':
      return /^https?:\/\//i.test(node.url)
        ? element('a', { href: node.url, rel: 'noopener noreferrer nofollow' }, ...children(node))
        : element('span', {}, ...children(node));
    case 'image':
      return node.alt ?? '';
    default:
      return 'children' in node ? element('span', {}, ...children(node)) : 'value' in node ? node.value : '';
  }
}

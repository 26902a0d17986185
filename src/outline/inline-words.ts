import type { Definition, PhrasingContent, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';

/** Words of a text, and the same as inline Markdown where it holds links or code. */
export interface Words {
  readonly text: string;
  readonly markdown?: string;
}

/** Addresses of `[name]: https://…`, by name. */
export function definitionsOf(root: Root): Map<string, string> {
  const found = new Map<string, string>();
  visit(root, 'definition', (node: Definition) => {
    found.set(node.identifier, node.url);
  });
  return found;
}

/** Reads the words of inline nodes: breaks are spaces, comments and tags are left out, links and code are kept. */
export class InlineReader {
  readonly #definitions: ReadonlyMap<string, string>;

  constructor(definitions: ReadonlyMap<string, string>) {
    this.#definitions = definitions;
  }

  /** The words of inline nodes, on one line. */
  read(nodes: readonly PhrasingContent[]): Words {
    const text = squeeze(nodes.map((node) => this.#plain(node)).join(''));
    const markdown = squeeze(nodes.map((node) => this.#markdown(node)).join(''));
    const has = nodes.some((node) => this.#isRich(node));
    return has && markdown !== '' ? { text, markdown } : { text };
  }

  /** Inline nodes line by line. A line break inside emphasis does not end a line. */
  lines(nodes: readonly PhrasingContent[]): PhrasingContent[][] {
    const lines: PhrasingContent[][] = [[]];
    for (const node of nodes) {
      if (node.type === 'break' || (node.type === 'html' && /^<br\s*\/?>$/i.test(node.value))) lines.push([]);
      else if (node.type === 'text') {
        node.value.split('\n').forEach((value, index) => {
          if (index > 0) lines.push([]);
          if (value !== '') lines.at(-1)?.push({ ...node, value });
        });
      } else lines.at(-1)?.push(node);
    }
    return lines.filter((line) => line.length > 0);
  }

  #plain(node: PhrasingContent): string {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        return node.value;
      case 'break':
        return ' ';
      case 'html':
        return /^<br\b/i.test(node.value) ? ' ' : '';
      case 'image':
      case 'imageReference':
        return node.alt ?? '';
      case 'delete':
        return `~~${node.children.map((child) => this.#plain(child)).join('')}~~`;
      case 'footnoteReference':
        return '';
      default: {
        if (!('children' in node)) return '';
        const words = node.children.map((child) => this.#plain(child)).join('');
        const url = this.#urlOf(node);
        return url !== undefined && !isWeb(url) && !url.startsWith('#') && url !== '' ? `${words} (${url})` : words;
      }
    }
  }

  #markdown(node: PhrasingContent): string {
    switch (node.type) {
      case 'inlineCode': {
        const fence = node.value.includes('`') ? '``' : '`';
        return `${fence}${fence === '``' ? ` ${node.value} ` : node.value}${fence}`;
      }
      case 'link':
      case 'linkReference': {
        const url = this.#urlOf(node);
        if (url !== undefined && isWeb(url)) {
          const label = node.children.map((child) => this.#markdown(child)).join('');
          const shown = label.trim() === '' ? escapeMarkdown(url) : label;
          return `[${shown}](<${encodeURI(decodeSafely(url)).replace(/[<>]/g, '')}>)`;
        }
        return escapeMarkdown(this.#plain(node));
      }
      case 'strong':
      case 'emphasis':
        return node.children.map((child) => this.#markdown(child)).join('');
      default:
        return escapeMarkdown(this.#plain(node));
    }
  }

  #isRich(node: PhrasingContent): boolean {
    if (node.type === 'inlineCode') return true;
    const url = this.#urlOf(node);
    if (url !== undefined && isWeb(url)) return true;
    return 'children' in node && node.children.some((child) => this.#isRich(child));
  }

  #urlOf(node: PhrasingContent): string | undefined {
    if (node.type === 'link') return node.url;
    return node.type === 'linkReference' ? this.#definitions.get(node.identifier) : undefined;
  }
}

/** The words of an HTML block without its tags; empty for a comment. */
export function htmlWords(value: string): string {
  return squeeze(value.replace(/<!--[\s\S]*?(?:-->|$)/g, ' ').replace(/<[^>]*>/g, ' '));
}

/** The lines of a code block that hold something. */
export function codeLines(node: RootContent): string[] {
  return node.type === 'code' ? node.value.split('\n').filter((line) => line.trim() !== '') : [];
}

function isWeb(url: string): boolean {
  return /^(https?:|mailto:)/i.test(url);
}

function decodeSafely(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function squeeze(text: string): string {
  return text.replace(/[\s\u0000\ufffd]+/g, ' ').trim();
}

/** Plain words as inline Markdown that says just them. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>&~#|]/g, '\\$&');
}

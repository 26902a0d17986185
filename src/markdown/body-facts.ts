import GithubSlugger from 'github-slugger';
import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { SKIP, visitParents } from 'unist-util-visit-parents';
import type { AuthoredLink, BodyFacts, Heading, KitUse } from '../handbook/entries.ts';

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm);

/**
 * Reads what the build needs from the MDX of a body (without frontmatter).
 * @param firstLine line of the file on which the body starts, 1-based, so that places are right
 * @throws the parser's own error, with `line`, where the MDX does not parse
 */
export function bodyFacts(mdx: string, firstLine = 1): BodyFacts {
  const tree: Root = parser.parse(mdx);
  const slugger = new GithubSlugger();
  const headings: Heading[] = [];
  const links: AuthoredLink[] = [];
  const components: KitUse[] = [];
  const fences: { language: string; line: number }[] = [];
  let words = 0;
  visitParents(tree, (node, ancestors) => {
    const line = firstLine - 1 + (node.position?.start.line ?? 1);
    switch (node.type) {
      case 'heading': {
        const text = toString(node);
        headings.push({ depth: node.depth, text, id: slugger.slug(text), line });
        return;
      }
      case 'link':
        links.push({ href: node.url, text: toString(node), line });
        return;
      case 'code':
        fences.push({ language: node.lang ?? '', line });
        return SKIP;
      case 'text':
        words += node.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
        return;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        if (node.name) components.push({ name: node.name, attributes: literals(node), within: ancestors.flatMap(nameOf), line });
        return;
    }
  });
  return { headings, links, components, fences, words };
}

function literals(node: MdxJsxFlowElement | MdxJsxTextElement): Record<string, string> {
  return Object.fromEntries(
    node.attributes.flatMap((attribute) =>
      attribute.type === 'mdxJsxAttribute' && attribute.value != null
        ? [[attribute.name, typeof attribute.value === 'string' ? attribute.value : attribute.value.value]]
        : [],
    ),
  );
}

function nameOf(node: { type: string; name?: string | null }): string[] {
  return node.type.startsWith('mdxJsx') && node.name ? [node.name] : [];
}

import GithubSlugger from 'github-slugger';
import type { Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { SKIP, visitParents } from 'unist-util-visit-parents';
import { unreadSigns } from './unread-signs.ts';
import type { AuthoredImage, AuthoredLink, BodyFacts, Heading, KitUse } from '../handbook/entries.ts';

type MdxjsEsm = Extract<RootContent, { type: 'mdxjsEsm' }>;
type MdxJsxElement = Extract<RootContent, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm);

/**
 * Reads what the build needs from the MDX of a body (without frontmatter). Lines count from the
 * body's first line, which is 1.
 * @throws the parser's own error, a `VFileMessage` with `line`, where the MDX does not parse
 */
export function bodyFacts(mdx: string): BodyFacts {
  const tree: Root = parser.parse(mdx);
  const slugger = new GithubSlugger();
  const headings: Heading[] = [];
  const links: AuthoredLink[] = [];
  const images: AuthoredImage[] = [];
  const components: KitUse[] = [];
  const fences: { language: string; line: number }[] = [];
  const imports: { names: string[]; line: number }[] = [];
  const scripts: { text: string; line: number }[] = [];
  let words = 0;
  const reading = { words: 0, numbers: 0 };
  const readScript = (node: Root | RootContent, line: number): void => {
    if (node.type === 'mdxjsEsm') {
      const names = importedNames(node);
      if (names) imports.push({ names, line });
      else scripts.push({ text: node.value, line });
    } else if ((node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') && !isComment(node.value)) {
      scripts.push({ text: `{${node.value}}`, line });
    }
  };
  visitParents(tree, (node, ancestors) => {
    const line = node.position?.start.line ?? 1;
    switch (node.type) {
      case 'heading': {
        const text = toString(node);
        headings.push({ depth: node.depth, text, id: slugger.slug(text), line });
        return;
      }
      case 'link':
        links.push({ href: node.url, text: toString(node), line });
        return;
      case 'definition':
        links.push({ href: node.url, text: node.label ?? node.identifier, line });
        return;
      case 'image':
        images.push({ url: node.url, alt: node.alt ?? '', line });
        return;
      case 'code':
        fences.push({ language: node.lang ?? '', line });
        return SKIP;
      case 'text': {
        const found = wordsOf(node.value);
        words += found.length;
        if (inExercise(ancestors)) return;
        reading.words += found.length;
        reading.numbers += found.filter((word) => /\p{N}/u.test(word)).length;
        return;
      }
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        components.push({ name: node.name ?? '', attributes: literals(node), within: ancestors.flatMap(nameOf), line });
        return;
      default:
        readScript(node, line);
        return;
    }
  });
  return { headings, links, images, components, fences, imports, scripts, unread: unreadSigns(tree), words, reading };
}

function isComment(expression: string): boolean {
  return expression.replace(/\/\*[\s\S]*?\*\//g, '').trim() === '';
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function inExercise(ancestors: readonly { type: string; name?: string | null }[]): boolean {
  return ancestors.some((ancestor) => nameOf(ancestor).includes('Exercise'));
}

/** Names that a block of imports binds; undefined where the block holds anything else. */
function importedNames(node: MdxjsEsm): string[] | undefined {
  const statements = node.data?.estree?.body ?? [];
  const names = statements.flatMap((statement) =>
    statement.type === 'ImportDeclaration' ? statement.specifiers.map(({ local }) => local.name) : [],
  );
  return statements.every(({ type }) => type === 'ImportDeclaration') ? names : undefined;
}

function literals(node: MdxJsxElement): Record<string, string> {
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

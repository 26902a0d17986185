import type { Element, ElementContent, Root } from 'hast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { isWide, languageOf, tokenize } from './highlight.ts';

/**
 * Rehype plugin: fenced code gets token classes, and a tab stop and a name where it scrolls on a phone.
 * Text wraps instead, each line with its own hanging indent.
 */
export function rehypeCode() {
  return async (tree: Root): Promise<void> => {
    const blocks: { pre: Element; code: Element }[] = [];
    visit(tree, 'element', (pre) => {
      const code = pre.children[0];
      if (pre.tagName === 'pre' && code?.type === 'element' && code.tagName === 'code') blocks.push({ pre, code });
    });
    for (const { pre, code } of blocks) await highlightBlock(pre, code);
  };
}

async function highlightBlock(pre: Element, code: Element): Promise<void> {
  const classes = Array.isArray(code.properties.className) ? code.properties.className : [];
  const name =
    classes
      .map(String)
      .find((value) => value.startsWith('language-'))
      ?.slice('language-'.length) ?? '';
  const language = languageOf(name);
  const source = toString(code).replace(/\n$/, '');
  code.properties = {};
  if (language === undefined) {
    code.children = source.split('\n').flatMap((line, index) => [
      ...(index === 0 ? [] : [{ type: 'text' as const, value: '\n' }]),
      {
        type: 'element' as const,
        tagName: 'span',
        properties: { className: ['ln'] },
        children: [{ type: 'text' as const, value: line }],
      },
    ]);
    pre.properties = { className: ['code', 'prose'] };
    return;
  }
  const lines = await tokenize(source, language);
  code.children = lines.flatMap((line, index): ElementContent[] => [
    ...(index === 0 ? [] : [{ type: 'text' as const, value: '\n' }]),
    ...line.map(({ text, kind }): ElementContent => {
      const value = { type: 'text' as const, value: text };
      return kind === undefined
        ? value
        : { type: 'element', tagName: 'span', properties: { className: [kind] }, children: [value] };
    }),
  ]);
  pre.properties = {
    className: ['code'],
    ...(isWide(source) && {
      tabIndex: 0,
      role: 'group',
      ariaLabel: `Code, ${language}`,
    }),
  };
}

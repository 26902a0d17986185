import type { Element, ElementContent, Root } from 'hast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { isWide, languageOf, tokenize } from './highlight.ts';

/**
 * Rehype plugin: fenced blocks get token classes, and a tab stop and a name where they scroll on a phone.
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
  const lines = await tokenize(source, language);
  code.properties = {};
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
      ariaLabel: language === undefined ? 'Text' : `Code, ${language}`,
    }),
  };
}

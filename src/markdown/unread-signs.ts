import type { Heading, Root, Table, Text } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';

/** Something an author wrote that no reader would get: Markdown that nothing read, or text that vanishes. */
export interface UnreadSign {
  line: number;
  message: string;
  cure: string;
}

/** Signs of Markdown in running text, each with what was probably meant. */
const signs: readonly [pattern: RegExp, message: (found: string) => string, cure: string][] = [
  [
    /^#{1,6}(?=[^\s#]|\u00a0)\S*/m,
    (found) => `"${found}" is text, not a heading`,
    'write one ordinary space behind the signs',
  ],
  [
    /\[\^[^\]\s]+\]/,
    (found) => `the footnote ${found} is not defined`,
    'define it, or put the text between the brackets in backticks',
  ],
  [
    /(^|[^\\*])\*\*(?=\S)/,
    () => 'two asterisks stand in the text: the bold type was not read',
    'put a space or punctuation outside of the pair, as in "**a:** b", or write \\*\\* for the signs themselves',
  ],
  [
    /^:::\w*/m,
    (found) => `"${found}" begins an aside that this handbook does not have`,
    'write <Caution title="…">, or a paragraph',
  ],
  [
    /\]\([^)\s]+\)/,
    (found) => `"${found}" was not read as a link`,
    'close its brackets, and leave no space between them',
  ],
];

/** All unread signs of a body. Lines count from its first, which is 1. */
export function unreadSigns(tree: Root): UnreadSign[] {
  const found: UnreadSign[] = [];
  visit(tree, (node) => {
    if (node.type === 'text') found.push(...inText(node));
    if (node.type === 'table') found.push(...inTable(node));
    if (node.type === 'heading') found.push(...inHeading(node));
  });
  return found;
}

function inText({ value, position }: Text): UnreadSign[] {
  const first = position?.start.line ?? 1;
  return signs.flatMap(([pattern, message, cure]) => {
    const match = pattern.exec(value);
    if (!match) return [];
    const line = first + value.slice(0, match.index).split('\n').length - 1;
    return [{ line, message: message(match[0]), cure }];
  });
}

/** A cell beyond those of the head is dropped from the page, mostly because a pipe in code was taken for a border. */
function inTable({ children }: Table): UnreadSign[] {
  const columns = children[0]?.children.length ?? 0;
  return children.flatMap((row) =>
    row.children.length <= columns
      ? []
      : [
          {
            line: row.position?.start.line ?? 1,
            message: `the row has ${row.children.length} cells, its head ${columns}: the last would vanish`,
            cure: 'write \\| for a pipe inside of a cell, or take the cell out',
          },
        ],
  );
}

function inHeading(heading: Heading): UnreadSign[] {
  const line = heading.position?.start.line ?? 1;
  if (heading.children.some(({ type }) => type === 'mdxTextExpression'))
    return [{ line, message: 'a comment or expression stands in the heading', cure: 'put it on a line of its own' }];
  return /[\p{L}\p{N}]/u.test(toString(heading))
    ? []
    : [{ line, message: `the heading “${toString(heading)}” has no letter to make an anchor of`, cure: 'add a word' }];
}

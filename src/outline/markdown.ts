import { toString } from 'mdast-util-to-string';
import type { Heading, List, ListItem, Node, Paragraph, Root, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Fact, Item } from './model.ts';
import { quote, type Problem } from './problem.ts';

/** Where problems of one outline are gathered, so that all are told at once. */
export class Findings {
  readonly file: string;
  readonly problems: Problem[] = [];

  constructor(file: string) {
    this.file = file;
  }

  add(line: number, found: string, expected: string): void {
    this.problems.push({ file: this.file, line, found, expected });
  }
}

/** A heading with everything up to the next heading of any level. */
export interface Section {
  readonly depth: number;
  readonly heading: string;
  readonly line: number;
  readonly content: readonly RootContent[];
}

/** Markdown (with GFM: task lists) as a syntax tree. */
export function parseMarkdown(text: string): Root {
  return unified().use(remarkParse).use(remarkGfm).parse(text);
}

/** 1-based line on which a node starts. */
export function lineOf(node: Node): number {
  return node.position?.start.line ?? 1;
}

/** The words of a node without its markup, white space collapsed. */
export function wordsOf(node: Node): string {
  return toString(node).replace(/\s+/g, ' ').trim();
}

/** Splits a document at its headings; what stands before the first one comes back as `preamble`. */
export function splitSections(root: Root): { preamble: RootContent[]; sections: Section[] } {
  const preamble: RootContent[] = [];
  const sections: (Section & { content: RootContent[] })[] = [];
  for (const node of root.children) {
    if (node.type === 'thematicBreak') continue;
    const last = sections.at(-1);
    if (isHeading(node)) {
      sections.push({ depth: node.depth, heading: wordsOf(node), line: lineOf(node), content: [] });
    } else {
      (last?.content ?? preamble).push(node);
    }
  }
  return { preamble, sections };
}

function isHeading(node: RootContent): node is Heading {
  return node.type === 'heading';
}

/** The items of a list, each one line of text; anything nested or empty is a finding. */
export function readItems(list: List, findings: Findings): (Item & { checked: boolean | null })[] {
  return list.children.flatMap((entry) => {
    const text = entryText(entry, findings);
    return text === undefined ? [] : [{ text, line: lineOf(entry), checked: entry.checked ?? null }];
  });
}

function entryText(entry: ListItem, findings: Findings): string | undefined {
  const [first, ...rest] = entry.children;
  for (const node of rest) {
    findings.add(
      lineOf(node),
      `${describe(node)} inside the item ${quote(wordsOf(entry.children[0] ?? entry))}`,
      'one line of text for each item',
    );
  }
  const text = first?.type === 'paragraph' ? wordsOf(first) : '';
  if (text === '' || text === '[ ]') {
    findings.add(lineOf(entry), 'an empty item', 'the words of the item');
    return undefined;
  }
  return text;
}

/**
 * The `**Label:** text` lines of a paragraph. A line without a label goes on with the text of the
 * line above; one without a line above is a finding.
 */
export function readLabels(paragraph: Paragraph, findings: Findings): Fact[] {
  const entries: { bold: string; after: string; line: number }[] = [];
  let atLineStart = true;
  for (const node of paragraph.children) {
    const current = entries.at(-1);
    if (node.type === 'strong' && atLineStart) {
      entries.push({ bold: wordsOf(node), after: '', line: lineOf(node) });
    } else if (current === undefined) {
      findings.add(
        lineOf(node),
        `text without a label, ${quote(wordsOf(node))}`,
        'a line of the form “**Label:** text”',
      );
      return [];
    } else {
      current.after += node.type === 'break' ? '\n' : toString(node);
    }
    atLineStart = node.type === 'break' || (node.type === 'text' && /\n\s*$/.test(node.value));
  }
  return entries.map(({ bold, after, line }) => {
    const inside = bold.endsWith(':');
    if (!inside && !after.startsWith(':')) {
      findings.add(line, `the bold words ${quote(bold)} without a colon`, 'a line of the form “**Label:** text”');
    }
    const text = (inside ? after : after.replace(/^:/, '')).replace(/\s+/g, ' ').trim();
    return { label: bold.replace(/:$/, '').trim(), text, line };
  });
}

/** A name for a kind of block, for messages. */
export function describe(node: RootContent): string {
  const names: Partial<Record<RootContent['type'], string>> = {
    list: 'a nested list',
    paragraph: 'a second paragraph',
    heading: 'a heading',
    code: 'a code block',
    table: 'a table',
    html: 'HTML',
    blockquote: 'a quotation',
  };
  return names[node.type] ?? node.type;
}

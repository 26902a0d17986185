import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { KeyPath, Locate } from '../handbook/entries.ts';
import type { Problem } from '../handbook/problem.ts';
import type { Read } from './read-text.ts';

/** YAML as data, and the line of each key. */
export interface YamlFile {
  data: unknown;
  locate: Locate;
  /** A scalar as it was written: `5.10` is the number 5.1, and its author may have meant the text. */
  sourceOf: (path: KeyPath) => string | undefined;
}

/**
 * Reads YAML, as the whole of a file or as frontmatter.
 * @param firstLine line of the file on which the YAML begins, 1-based
 */
export function readYaml(yaml: string, file: string, firstLine = 1): Read<YamlFile> {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  const sourceLines = yaml.split('\n');
  if (document.errors.length > 0) {
    // One mistake makes the parser stumble several times: what comes after the first says nothing.
    const [first] = document.errors;
    if (!first) return { problems: [] };
    const stumbled = lineAt(first.pos[0]) - firstLine;
    // A quote that is not closed is noticed only where the next one opens.
    const index = first.code === 'MISSING_CHAR' ? openQuote(sourceLines, stumbled) : stumbled;
    return { problems: [explain(first, file, index + firstLine, sourceLines[index] ?? '')] };
  }
  const problems = [...aliases(document, file, lineAt), ...cutOff(document, file, lineAt)];
  if (problems.length > 0) return { problems };
  const data: unknown = document.toJS();
  const sourceOf = (path: KeyPath) => {
    const node: unknown = document.getIn([...path], true);
    return isScalar(node) ? node.source : undefined;
  };
  return { value: { data, locate: (path) => locate(document, path, lineAt) ?? firstLine, sourceOf }, problems: [] };
}

/** Index of the last line before `end`, or `end` itself, whose value opens a quote and does not close it. */
function openQuote(lines: readonly string[], end: number): number {
  const found = lines.slice(0, end + 1).findLastIndex((line) => /(?:: +|- +)(["'])(?!.*\1\s*$)/.test(line));
  return found < 0 ? end : found;
}

/** What the parser says, in the words of somebody who writes a handbook and not a parser. */
function explain({ code, message }: YAMLError, file: string, line: number, source: string): Problem {
  const found = source.trim().length > 60 ? `${source.trim().slice(0, 59)}…` : source.trim();
  const [, before = 'key', value = ''] = /^\s*(?:- +)?([^:]+):\s+(.*)$/.exec(source) ?? [];
  const problem = (said: string, cure?: string): Problem => ({
    file,
    line,
    message: `this is not YAML: ${said}`,
    cure,
  });
  if (/^[^"'[{|>].*(: |:$)/.test(value)) {
    return problem(
      `a value with a colon in it has to stand in quotes: ${found}`,
      `write ${before}: ${JSON.stringify(value)}`,
    );
  }
  if (code === 'DUPLICATE_KEY') return problem(`the key stands here twice: ${found}`, 'take one of the two out');
  if (code === 'TAB_AS_INDENT') return problem('the line is indented by a tab', 'indent by spaces');
  if (/^["']/.test(value) || code === 'MISSING_CHAR') {
    return problem(
      `a quote is not closed, or something stands behind the closing one: ${found}`,
      'close the quote; write \\" for a quote inside of double quotes',
    );
  }
  if (/^[`@%&*!|>[{]/.test(value.trim()) || /^\s*- +[`@%&*![{]/.test(source)) {
    return problem(
      `a value that begins with a sign such as \` * [ has to stand in quotes: ${found}`,
      'put the whole value between double quotes',
    );
  }
  return problem(
    `${message.replace(/\s+/g, ' ').trim()}: ${found}`,
    'look at the indentation, the quotes and the colons of this line and the one before',
  );
}

/** `*Estimate* …` without quotes is a reference to an anchor in YAML. */
function aliases(document: Document, file: string, lineAt: (offset: number) => number): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias: (_, node) => {
      problems.push({
        file,
        line: lineAt(node.range?.[0] ?? 0),
        message: `this is not YAML: a value that begins with * has to stand in quotes: *${node.source}`,
        cure: 'put the whole value between double quotes',
      });
    },
  });
  return problems;
}

/** `see issue #12` without quotes ends before the `#`: the rest is a comment. */
function cutOff(document: Document, file: string, lineAt: (offset: number) => number): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar: (_, node) => {
      if (node.comment == null || !/^[^\s#]/.test(node.comment) || node.type !== 'PLAIN') return;
      problems.push({
        file,
        line: lineAt(node.range?.[0] ?? 0),
        message: `the value ends before " #${node.comment.split('\n')[0]}", because YAML takes that for a comment`,
        cure: 'put the whole value between double quotes',
      });
    },
  });
  return problems;
}

/** Line of the key at a path, or of the nearest one around it. */
function locate(document: Document, path: KeyPath, lineAt: (offset: number) => number): number | undefined {
  let node: unknown = document.contents;
  let line: number | undefined;
  for (const step of path) {
    let at: Node | undefined;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      at = isScalar(pair?.key) ? pair.key : undefined;
      node = pair?.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      at = isMap(item) || isSeq(item) || isScalar(item) ? item : undefined;
      node = item;
    }
    if (!at?.range) return line;
    line = lineAt(at.range[0]);
  }
  return line;
}

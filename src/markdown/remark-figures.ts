import type { Link, Root } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import { nearest } from '../handbook/problem.ts';

/** Kit components that are numbered, and how the number is written. */
const numbered = new Map([
  ['Diagram', { prefix: 'fig-', word: 'Figure' }],
  ['Plot', { prefix: 'fig-', word: 'Figure' }],
  ['Sequence', { prefix: 'fig-', word: 'Figure' }],
  ['Timeline', { prefix: 'fig-', word: 'Figure' }],
  ['DataTable', { prefix: 'table-', word: 'Table' }],
]);

/** Something wrong with the figures of a page; `line` counts from the start of what was parsed. */
export interface FigureProblem {
  line: number | undefined;
  message: string;
}

/**
 * Numbers figures and tables in document order (prop `number`) and fills empty links to them:
 * `[](#fig-x)` becomes "Figure 2".
 *
 * @param tree changed in place
 * @returns what is wrong: a missing, ill-formed or repeated id; an empty link that leads nowhere
 */
export function numberFigures(tree: Root): FigureProblem[] {
  const problems: FigureProblem[] = [];
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  visit(tree, 'mdxJsxFlowElement', (node) => {
    const kind = numbered.get(node.name ?? '');
    if (kind === undefined) return;
    const line = node.position?.start.line;
    const count = (counts.get(kind.word) ?? 0) + 1;
    counts.set(kind.word, count);
    const id = literal(node, 'id');
    if (id === undefined || !id.startsWith(kind.prefix)) {
      problems.push({
        line,
        message: `<${node.name}> needs an id that begins with "${kind.prefix}"; found ${id === undefined ? 'none' : `"${id}"`}`,
      });
      return;
    }
    if (names.has(id)) problems.push({ line, message: `the id "${id}" is used twice on this page` });
    names.set(id, `${kind.word} ${count}`);
    node.attributes.push({ type: 'mdxJsxAttribute', name: 'number', value: String(count) });
  });
  visit(tree, 'link', (link) => {
    if (link.children.length === 0) fill(link, names, problems);
  });
  return problems;
}

function fill(link: Link, names: ReadonlyMap<string, string>, problems: FigureProblem[]): void {
  const id = link.url.slice(1);
  const name = link.url.startsWith('#') ? names.get(id) : undefined;
  if (name !== undefined) {
    link.children = [{ type: 'text', value: name }];
    return;
  }
  const close = nearest(id, names.keys());
  problems.push({
    line: link.position?.start.line,
    message: `[](${link.url}) names no figure or table of this page${close === undefined ? '' : `; did you mean "#${close}"?`} A link to anything else needs a text of its own.`,
  });
}

function literal(node: MdxJsxFlowElement, name: string): string | undefined {
  const attribute = node.attributes.find(
    (candidate) => candidate.type === 'mdxJsxAttribute' && candidate.name === name,
  );
  return typeof attribute?.value === 'string' ? attribute.value : undefined;
}

/** Remark plugin around `numberFigures`; stops the build with every problem of the page. */
export function remarkFigures() {
  return (tree: Root, file: { path: string }): void => {
    const problems = numberFigures(tree);
    if (problems.length === 0) return;
    throw new Error(
      problems.map(({ line, message }) => `${file.path}${line === undefined ? '' : `:${line}`}  ${message}`).join('\n'),
    );
  };
}

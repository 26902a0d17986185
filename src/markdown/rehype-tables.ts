import type { Element, Root } from 'hast';
import type { MdxJsxFlowElementHast } from 'mdast-util-mdx-jsx';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';

/** About how many characters of a table's text stand beside each other on a phone. */
const phoneCharacters = 46;
/** … and in the column of a desktop; a wider table reaches into the margin there. */
const deskCharacters = 85;

/**
 * Rehype plugin for GFM tables.
 *
 * - The first cell of a row is its header.
 * - A table too wide for a phone gets class `cards`: the style sheet shows each row as a card there,
 *   every cell led by its column's name (`data-label`). Explicit roles keep it a table for screen
 *   readers, because `display` would take the table semantics away.
 * - Inside `<DataTable id="table-x">` the table is named by the caption.
 */
export function rehypeTables() {
  return (tree: Root): void => {
    visit(tree, 'element', (node, _, parent) => {
      if (node.tagName !== 'table') return;
      const id = parent?.type === 'mdxJsxFlowElement' && parent.name === 'DataTable' ? idOf(parent) : undefined;
      if (id !== undefined) node.properties.ariaLabelledBy = [`${id}-caption`];
      shapeTable(node);
    });
  };
}

function idOf(frame: MdxJsxFlowElementHast): string | undefined {
  const attribute = frame.attributes.find(
    (candidate) => candidate.type === 'mdxJsxAttribute' && candidate.name === 'id',
  );
  return typeof attribute?.value === 'string' ? attribute.value : undefined;
}

function shapeTable(table: Element): void {
  const sections = elements(table);
  const rows = sections.flatMap(elements);
  const labels = elements(rows[0]).map((cell) => toString(cell));
  const body = rows.slice(1);
  for (const row of body) {
    const first = elements(row)[0];
    if (first !== undefined) {
      first.tagName = 'th';
      first.properties.scope = 'row';
    }
  }
  for (const cell of elements(rows[0])) cell.properties.scope = 'col';
  for (const cell of rows.flatMap(elements)) alignByClass(cell);
  if (narrowest(rows) <= phoneCharacters) return;
  table.properties.className = widest(rows) > deskCharacters ? ['cards', 'broad'] : ['cards'];
  table.properties.role = 'table';
  for (const section of sections) section.properties.role = 'rowgroup';
  for (const row of rows) row.properties.role = 'row';
  for (const cell of elements(rows[0])) cell.properties.role = 'columnheader';
  for (const row of body) {
    elements(row).forEach((cell, index) => {
      cell.properties.role = index === 0 ? 'rowheader' : 'cell';
      if (index > 0) cell.properties.dataLabel = labels[index];
    });
  }
}

/** `align` as remark writes it is obsolete HTML; a class does the same. */
function alignByClass(cell: Element): void {
  const align = cell.properties.align;
  if (typeof align !== 'string') return;
  delete cell.properties.align;
  if (align !== 'left') cell.properties.className = [align === 'right' ? 'num' : 'mid'];
}

/** Characters of the widest cell of each column, summed, with two for the space between columns. */
function widest(rows: Element[]): number {
  return widthOf(rows, (cell) => cell.length);
}

/** The same where the heads break between words and the names of the rows run over two lines. */
function narrowest(rows: Element[]): number {
  return widthOf(rows, (cell, row, column) => {
    const longestWord = Math.max(...cell.split(/\s+/).map((word) => word.length));
    if (row === 0) return longestWord;
    return column === 0 ? Math.max(longestWord, Math.ceil(cell.length / 2)) : cell.length;
  });
}

function widthOf(rows: Element[], measure: (cell: string, row: number, column: number) => number): number {
  const cells = rows.map((row) => elements(row).map((cell) => toString(cell)));
  const columns = Math.max(0, ...cells.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) =>
    Math.max(...cells.map((row, index) => measure(row[column] ?? '', index, column))),
  ).reduce((sum, width) => sum + width + 2, 0);
}

function elements(parent: Element | undefined): Element[] {
  return parent === undefined ? [] : parent.children.filter((child) => child.type === 'element');
}

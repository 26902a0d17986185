import { toString } from 'mdast-util-to-string';
import type { Heading, ListItem, Paragraph, PhrasingContent, Root, RootContent, Table, TableRow } from 'mdast';
import { visit } from 'unist-util-visit';
import type { InlineReader } from './inline-words.ts';
import { lineOf } from './markdown.ts';
import { rankOf, type UnitName, type UnitNames } from './unit-names.ts';

/** In which form an outline writes its units. */
export type Form = 'heading' | 'list' | 'table' | 'bold';

/** A unit name with the node that bears it. */
export interface Found {
  readonly name: UnitName;
  readonly form: Form;
  readonly node: Heading | ListItem | TableRow | Paragraph;
  readonly line: number;
  /** Words of the heading or of the first line. */
  readonly heading: string;
  /** What stands in the first paragraph of a bullet behind its first line. */
  readonly after: readonly PhrasingContent[];
}

/** The units that an outline numbers by, by the node that bears each. */
export interface FoundUnits {
  readonly word: string;
  readonly form: Form;
  readonly byNode: ReadonlyMap<object, Found>;
}

const FORMS: readonly Form[] = ['heading', 'list', 'table', 'bold'];

/** Finds what an outline numbers by: the word and the form that number most plainly. Undefined where nothing does. */
export function findUnits(root: Root, inline: InlineReader, names: UnitNames): FoundUnits | undefined {
  const all = occurrences(root, inline, names);
  const groups = Map.groupBy(all, ({ name, form }) => `${name.word} ${form}`);
  const ranked = [...groups.values()].toSorted(compare);
  const best = ranked[0];
  const first = best?.[0];
  if (!best || !first) return undefined;
  return { word: first.name.word, form: first.form, byNode: new Map(best.map((found) => [found.node, found])) };
}

function compare(a: readonly Found[], b: readonly Found[]): number {
  const [one, other] = [a[0], b[0]];
  if (!one || !other) return 0;
  const key = (group: readonly Found[], { name, form }: Found): number[] => [
    rankOf(name.word) === -1 ? 0 : 1,
    distinct(group) > 1 ? 0 : 1,
    isUnique(group) ? 0 : 1,
    rankOf(name.word),
    -distinct(group),
    FORMS.indexOf(form),
  ];
  const [keyA, keyB] = [key(a, one), key(b, other)];
  const at = keyA.findIndex((value, index) => value !== keyB[index]);
  return at === -1 ? 0 : (keyA[at] ?? 0) - (keyB[at] ?? 0);
}

function distinct(group: readonly Found[]): number {
  return new Set(group.map(({ name }) => `${name.from}-${name.to}`)).size;
}

function isUnique(group: readonly Found[]): boolean {
  return distinct(group) === group.length;
}

function occurrences(root: Root, inline: InlineReader, names: UnitNames): Found[] {
  const found: Found[] = [];
  const add = (form: Form, node: Found['node'], text: string, after: readonly PhrasingContent[] = []): void => {
    const name = names.read(text);
    if (name) found.push({ name, form, node, line: lineOf(node), heading: text, after });
  };
  visit(root, (node) => {
    if (node.type === 'heading') add('heading', node, inline.read(node.children).text);
    else if (node.type === 'paragraph' && node.children.length === 1 && node.children[0]?.type === 'strong')
      add('bold', node, inline.read(node.children).text.replace(/\s*[:：]$/u, ''));
    else if (node.type === 'listItem') {
      const [first, ...rest] = node.children;
      if (first?.type !== 'paragraph' || (rest.length === 0 && leadsInside(first))) return;
      const [line = [], ...more] = inline.lines(first.children);
      const text = inline.read(line).text.replace(/^\[[ xX]\]\s*/, '');
      add(
        'list',
        node,
        text,
        more.flatMap((one, index) => (index === 0 ? one : [{ type: 'text', value: ' ' }, ...one])),
      );
    } else if (node.type === 'table') for (const row of unitRows(node, inline, names)) add('table', row.row, row.text);
  });
  return found;
}

/** A line of a table of contents: nothing but a link into the page. */
export function leadsInside(paragraph: Paragraph): boolean {
  const link = paragraph.children.find(({ type }) => type === 'link');
  return link?.type === 'link' && link.url.startsWith('#') && toString(link) === toString(paragraph);
}

/** Rows of a table of units: the first column names them, or holds numbers under a heading that does. */
function unitRows(table: Table, inline: InlineReader, names: UnitNames): { row: TableRow; text: string }[] {
  const [head, ...rows] = table.children;
  const cell = (row: TableRow | undefined, at: number): string => inline.read(row?.children[at]?.children ?? []).text;
  const column = cell(head, 0)
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  const counts = names.read(`${column} 1`) !== undefined;
  const numbered = counts || /^(|no|nr|#)$/i.test(column);
  return rows.flatMap((row) => {
    const first = cell(row, 0);
    const text = /^\d/.test(first) && numbered ? `${counts ? column : 'Week'} ${first}` : first;
    const title = titleCell(head, row, inline);
    const name = names.read(text);
    if (name === undefined) return [];
    return [{ row, text: title === '' || name.title !== '' ? text : `${text}: ${title}` }];
  });
}

/** Column whose cell is the title of the unit: the second, or the third where the second holds dates. */
export function titleColumn(head: TableRow | undefined, inline: InlineReader): number {
  const name = inline.read(head?.children[1]?.children ?? []).text;
  return /^(dates?|when|datum|fecha|day|time)$/i.test(name.trim()) ? 2 : 1;
}

function titleCell(head: TableRow | undefined, row: TableRow, inline: InlineReader): string {
  const cell = row.children[titleColumn(head, inline)];
  const [line = []] = inline.lines(cell?.children ?? []);
  return inline.read(line).text;
}

/** The content of a bullet below its first paragraph. */
export function below(entry: ListItem): RootContent[] {
  return entry.children[0]?.type === 'paragraph' ? entry.children.slice(1) : entry.children;
}

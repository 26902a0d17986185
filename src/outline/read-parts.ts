import { toString } from 'mdast-util-to-string';
import type { List, ListItem, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import { durationOf } from './durations.ts';
import { leadsInside } from './find-units.ts';
import { codeLines, escapeMarkdown, htmlWords, type InlineReader } from './inline-words.ts';
import { misspelt, roleOf, type Role } from './labels.ts';
import { lineOf, type Findings } from './markdown.ts';
import { quote } from './problem.ts';
import type { UnitItem, UnitPart } from './unit-model.ts';

interface Draft {
  readonly label: string;
  readonly role: Role | undefined;
  readonly line: number;
  readonly items: UnitItem[];
}

/** What bullets without a label are called. */
export const TOPICS = 'Topics';
/** Deeper lists are read, and shown at this depth. */
const DEEPEST = 5;

/** Reads what stands below a unit: text as an introduction, labelled lists, bullets without a label as topics. */
export class PartsReader {
  readonly intro: UnitItem[] = [];
  readonly #parts: Draft[] = [];
  readonly #inline: InlineReader;
  readonly #findings: Findings;
  #current: Draft | undefined;

  constructor(inline: InlineReader, findings: Findings) {
    this.#inline = inline;
    this.#findings = findings;
  }

  /** Whether nothing has been read. */
  get isEmpty(): boolean {
    return this.intro.length === 0 && this.#parts.length === 0;
  }

  /** Takes a heading below the unit as the label of what follows. */
  heading(words: string, line: number): void {
    this.#open(words, line);
  }

  /** Adds a cell of a table under its column's name. */
  cell(label: string, nodes: readonly PhrasingContent[], line: number): void {
    const part = this.#open(label, line);
    for (const one of this.#inline.lines(nodes)) this.#push(part, one, 0, line);
    this.#current = undefined;
  }

  /** Adds what stands next below the unit. */
  node(node: RootContent): void {
    switch (node.type) {
      case 'paragraph':
        return this.#paragraph(node);
      case 'list':
        return this.#list(node);
      case 'table':
        return this.#table(node);
      case 'blockquote':
      case 'footnoteDefinition':
        return node.children.forEach((child) => this.node(child));
      case 'code':
        return this.#text(codeItems(node, 0));
      case 'html': {
        const text = htmlWords(node.value);
        return text === '' ? undefined : this.#text([{ text, level: 0, line: lineOf(node) }]);
      }
      case 'heading':
        return this.heading(toString(node), lineOf(node));
      default:
        return undefined;
    }
  }

  /** The parts in order, those without items left out; sums and durations are checked. */
  parts(): UnitPart[] {
    return this.#parts.flatMap((part) => {
      if (part.items.length === 0) return [];
      if (part.role === 'tasks') return [{ ...part, items: part.items.map((item) => this.#task(item)) }];
      if (part.role === 'rubric') return [this.#rubric(part)];
      return [part];
    });
  }

  /** Lines of a paragraph: labels open parts, the rest is text of the part that is open, or of the introduction. */
  #paragraph(node: Paragraph): void {
    const line = lineOf(node);
    let running: PhrasingContent[] = [];
    const flush = (): void => {
      const item = this.#item(running, 0, line);
      if (item) this.#text([item]);
      running = [];
    };
    for (const one of this.#inline.lines(node.children)) {
      const label = this.#labelOf(one);
      if (label) {
        flush();
        const part = this.#open(label.label, line);
        this.#push(part, label.after, 0, line);
      } else {
        running = running.length === 0 ? [...one] : [...running, { type: 'text', value: ' ' }, ...one];
      }
    }
    flush();
  }

  #text(items: readonly UnitItem[]): void {
    const open = this.#current;
    (open ? open.items : this.intro).push(...items);
  }

  #list(list: List): void {
    const before = this.#current;
    // A goal is said in a line; a list that follows it without a label is of the unit.
    const target = before?.role === 'goal' && before.items.length > 0 ? undefined : before;
    for (const entry of list.children) {
      const label = this.#listLabel(entry);
      if (label) {
        const part = this.#open(label.label, lineOf(entry));
        this.#push(part, label.after, 0, lineOf(entry));
        for (const child of entry.children.slice(1)) this.#nested(part, child, 0);
        this.#current = undefined;
      } else {
        this.#entry(target ?? this.#topics(lineOf(entry)), entry, 0);
      }
    }
    this.#current = target;
  }

  #topics(line: number): Draft {
    const found = this.#parts.find(({ label }) => label === TOPICS);
    if (found) return found;
    const part: Draft = { label: TOPICS, role: 'concepts', line, items: [] };
    this.#parts.push(part);
    return part;
  }

  #entry(part: Draft, entry: ListItem, level: number): void {
    const [first, ...rest] = entry.children;
    // A line of a table of contents would lead to an anchor that no page has.
    if (first?.type === 'paragraph' && leadsInside(first) && rest.length === 0) return;
    if (first?.type === 'paragraph') this.#push(part, first.children, level, lineOf(entry));
    else if (first) this.#nested(part, first, level);
    for (const child of rest) this.#nested(part, child, level + 1);
  }

  #nested(part: Draft, node: RootContent, level: number): void {
    const depth = Math.min(level, DEEPEST);
    if (node.type === 'list') for (const entry of node.children) this.#entry(part, entry, depth);
    else if (node.type === 'paragraph') this.#push(part, node.children, depth, lineOf(node));
    else if (node.type === 'code') part.items.push(...codeItems(node, depth));
    else if (node.type === 'blockquote') for (const child of node.children) this.#nested(part, child, depth);
    else if (node.type === 'table') part.items.push(...this.#rows(node, depth));
    else if (node.type === 'html') {
      const text = htmlWords(node.value);
      if (text !== '') part.items.push({ text, level: depth, line: lineOf(node) });
    }
  }

  #table(node: Table): void {
    const part = this.#current ?? this.#topics(lineOf(node));
    part.items.push(...this.#rows(node, 0));
  }

  #rows(node: Table, level: number): UnitItem[] {
    return node.children.flatMap((row) => {
      const cells = row.children.map((cell) => this.#inline.read(cell.children)).filter(({ text }) => text !== '');
      if (cells.length === 0) return [];
      const text = cells.map((cell) => cell.text).join(' | ');
      const rich = cells.some(({ markdown }) => markdown !== undefined);
      const escaped = cells.map((cell) => cell.markdown ?? escapeMarkdown(cell.text));
      return [{ text, level, line: lineOf(row), ...(rich && { markdown: escaped.join(' \\| ') }) }];
    });
  }

  #push(part: Draft, nodes: readonly PhrasingContent[], level: number, line: number): void {
    const item = this.#item(nodes, level, line);
    if (item) part.items.push(item);
  }

  #item(nodes: readonly PhrasingContent[], level: number, line: number): UnitItem | undefined {
    const words = this.#inline.read(nodes);
    const text = words.text.replace(/^\[[ xX]\]\s*/, '');
    return text === '' || text === '[ ]' ? undefined : { ...words, text, level: Math.min(level, DEEPEST), line };
  }

  /** A line that begins with a label: bold words with a colon, or a known label with one. */
  #labelOf(line: readonly PhrasingContent[]): { label: string; after: PhrasingContent[] } | undefined {
    const [first, ...rest] = line;
    if (first === undefined) return undefined;
    const { text } = this.#inline.read(line);
    if (first.type === 'strong') {
      const bold = this.#inline.read(first.children).text;
      const [next, ...others] = rest;
      if (/[:：]$/.test(bold)) return { label: bold.replace(/\s*[:：]$/, ''), after: rest };
      if (next === undefined) return { label: bold, after: [] };
      if (next.type === 'text' && /^\s*[:：]/.test(next.value)) {
        return { label: bold, after: [{ ...next, value: next.value.replace(/^\s*[:：]\s*/, '') }, ...others] };
      }
      return undefined;
    }
    const [, label = '', after = ''] = /^(.{2,60}?)\s*[:：]\s*(.*)$/u.exec(text) ?? [];
    if (label === '' || (after !== '' && roleOf(label) === undefined)) return undefined;
    if (first.type !== 'text' || !/[:：]/.test(first.value)) return undefined;
    return { label, after: [{ ...first, value: first.value.replace(/^[^:：]*[:：]\s*/, '') }, ...rest] };
  }

  /** A bullet that is the label of the bullets below it. */
  #listLabel(entry: ListItem): { label: string; after: readonly PhrasingContent[] } | undefined {
    const [first, ...rest] = entry.children;
    if (first?.type !== 'paragraph') return undefined;
    const label = this.#labelOf(first.children);
    const hasList = rest.some(({ type }) => type === 'list');
    if (label) return roleOf(label.label) !== undefined || hasList ? label : undefined;
    const { text } = this.#inline.read(first.children);
    return hasList && roleOf(text) !== undefined ? { label: text, after: [] } : undefined;
  }

  #open(label: string, line: number): Draft {
    const name = label.replace(/\s+/g, ' ').trim();
    const meant = misspelt(name);
    if (meant !== undefined) {
      this.#findings.add(line, `the label ${quote(name)}`, `“${meant}”, or a label that is less like it`);
    }
    const earlier = this.#parts.find((part) => part.label === name);
    const part = earlier ?? { label: name, role: roleOf(name), line, items: [] };
    if (!earlier) this.#parts.push(part);
    this.#current = part;
    return part;
  }

  #task(item: UnitItem): UnitItem {
    const duration = durationOf(item.text);
    if (duration === undefined) return item;
    if ('minutes' in duration) return { ...item, minutes: duration.minutes };
    this.#findings.add(
      item.line,
      `the duration ${quote(duration.unclear)}, which can be read in two ways`,
      'one duration of up to 100 hours, such as “2 hours”, “1.5 hours” or “1 h 30 min”',
    );
    return item;
  }

  #rubric(part: Draft): UnitPart {
    const weights = part.items.map(({ text }) => Number(/[:(\s–-]\s*(\d{1,3})\s*%\)?$/.exec(text)?.[1] ?? 0));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    if (sum === 0) return { ...part, role: undefined };
    if (sum !== 100) {
      const found = `rubric weights that sum to ${sum} (${weights.filter(Boolean).join(' + ')})`;
      this.#findings.add(part.line, found, '100');
    }
    return { ...part, items: part.items.map((item, index) => ({ ...item, weight: weights[index] || undefined })) };
  }
}

function codeItems(node: RootContent, level: number): UnitItem[] {
  return codeLines(node).map((line) => ({
    text: line.replace(/\s+/g, ' ').trim(),
    markdown: line.includes('`') ? undefined : `\`${line.trim()}\``,
    level,
    line: lineOf(node),
  }));
}

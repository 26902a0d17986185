import type { Heading, List, ListItem, Root, RootContent, Table, TableRow } from 'mdast';
import { below, findUnits, titleColumn, type Found, type FoundUnits } from './find-units.ts';
import { definitionsOf, InlineReader } from './inline-words.ts';
import { lineOf, type Findings } from './markdown.ts';
import { quote } from './problem.ts';
import { PartsReader } from './read-parts.ts';
import { type OutlineUnit, unitName, type UnitPhase, type UnitProgramme } from './unit-model.ts';
import { mergeBare, sectionParts } from './unit-groups.ts';
import { UnitNames } from './unit-names.ts';

/** More units than any programme has: the file is something else. */
const MOST = 1000;

interface PhaseDraft {
  readonly heading: string | undefined;
  readonly depth: number;
  readonly line: number;
  /** The unit name that its heading bears, where it is a span. */
  readonly span: Found | undefined;
  readonly reader: PartsReader;
  readonly units: UnitDraft[];
}

interface UnitDraft {
  readonly found: Found;
  readonly depth: number;
  readonly reader: PartsReader;
}

/**
 * Reads an outline of any make: units by their numbering, as headings, bullets or rows of a table, with what
 * stands above, below and around them. Undefined where nothing is a unit.
 */
export function readUnits(root: Root, findings: Findings, words: readonly string[]): UnitProgramme | undefined {
  const inline = new InlineReader(definitionsOf(root));
  const units = findUnits(root, inline, new UnitNames(words));
  if (units === undefined) return undefined;
  const walk = new Walk(units, inline, findings);
  const over = walk.headingsOverUnits(root);
  for (const node of root.children) walk.node(node, over.has(node));
  return walk.finish();
}

/** Walks an outline from top to bottom and puts every node where it belongs. */
class Walk {
  readonly #units: FoundUnits;
  readonly #inline: InlineReader;
  readonly #findings: Findings;
  readonly #phases: PhaseDraft[] = [];
  readonly #sections: { label: string; line: number; reader: PartsReader }[] = [];
  #title: string | undefined;
  #unit: UnitDraft | undefined;
  #headed = false;

  constructor(units: FoundUnits, inline: InlineReader, findings: Findings) {
    this.#units = units;
    this.#inline = inline;
    this.#findings = findings;
  }

  /** The headings that have units below them. */
  headingsOverUnits(root: Root): Set<RootContent> {
    const open: Heading[] = [];
    const over = new Set<RootContent>();
    for (const node of root.children) {
      const bears = this.#units.byNode.has(node) || this.#within(node) || this.#rows(node).length > 0;
      if (node.type === 'heading') while ((open.at(-1)?.depth ?? 0) >= node.depth) open.pop();
      if (bears) for (const heading of open) over.add(heading);
      if (node.type === 'heading') open.push(node);
    }
    return over;
  }

  node(node: RootContent, isOver = false): void {
    const found = this.#units.byNode.get(node);
    if (node.type === 'heading') this.#heading(node, found, isOver);
    else if (found && node.type === 'paragraph') this.#start(found, 7);
    else if (node.type === 'list' && this.#holds(node)) this.#list(node);
    else if (node.type === 'table' && this.#rows(node).length > 0) this.#table(node);
    else this.#reader(lineOf(node)).node(node);
  }

  finish(): UnitProgramme | undefined {
    const phases = this.#phases.flatMap((phase): UnitPhase[] => {
      if (phase.units.length > 0) {
        const units = phase.units.map((draft) => this.#finishUnit(draft));
        return [{ heading: phase.heading, line: phase.line, units: units.toSorted((a, b) => a.from - b.from) }];
      }
      return phase.span
        ? [
            {
              line: phase.line,
              units: [this.#finishUnit({ found: phase.span, depth: phase.depth, reader: phase.reader })],
            },
          ]
        : [];
    });
    const merged = mergeBare(phases);
    this.#check(merged);
    const around = this.#phases.flatMap((phase) =>
      phase.units.length > 0 || !phase.span
        ? [{ label: phase.heading ?? '', line: phase.line, reader: phase.reader }]
        : [],
    );
    const head = this.#sections[0]?.reader.intro ?? [];
    const [line] = head;
    // An outline without a heading says in its first line what it is.
    if (this.#title === undefined && line && line.text.length <= 80 && !/[.!?]$/.test(line.text)) {
      this.#title = line.text;
      head.shift();
    }
    const sections = [...this.#sections, ...around].toSorted((a, b) => a.line - b.line).flatMap(sectionParts);
    return { shape: 'units', title: this.#title, word: this.#units.word, phases: merged, sections };
  }

  #heading(node: Heading, found: Found | undefined, isOver: boolean): void {
    const { depth } = node;
    const words = this.#inline.read(node.children).text;
    const line = lineOf(node);
    if (!this.#headed && depth === 1 && !found) {
      this.#headed = true;
      this.#title = words;
      return;
    }
    this.#headed = true;
    const phase = this.#phases.at(-1);
    if (found) {
      const { from, to } = found.name;
      if (from !== to) this.#startPhase(words, depth, line, found);
      else {
        const fitting = this.#phases.findLast(
          (each, at) =>
            holds(each, found, depth) && this.#phases.slice(at + 1).every((later) => later.depth > each.depth),
        );
        if (!fitting) this.#startPhase(undefined, depth - 1, line, undefined);
        this.#start(found, depth, fitting);
      }
      return;
    }
    const isBelow =
      phase !== undefined && phase.units.length === 0 && phase.heading !== undefined && depth > phase.depth;
    if (this.#unit && depth > this.#unit.depth) this.#unit.reader.heading(words, line);
    else if (!this.#unit && isBelow && !isOver) phase.reader.heading(words, line);
    else if (words !== '') this.#startPhase(words, depth, line, undefined);
  }

  #startPhase(heading: string | undefined, depth: number, line: number, span: Found | undefined): void {
    this.#unit = undefined;
    this.#phases.push({ heading, depth, line, span, reader: this.#newReader(), units: [] });
  }

  #start(found: Found, depth: number, phase?: PhaseDraft): void {
    if (this.#phases.length === 0) this.#startPhase(undefined, depth - 1, found.line, undefined);
    this.#unit = { found, depth, reader: this.#newReader() };
    (phase ?? this.#phases.at(-1))?.units.push(this.#unit);
  }

  #list(list: List, phase = false): void {
    for (const entry of list.children) {
      const found = this.#units.byNode.get(entry);
      const [first] = entry.children;
      if (found && !below(entry).some((node) => this.#within(node))) this.#entry(found, entry);
      else if (below(entry).some((node) => this.#within(node))) {
        const words = first?.type === 'paragraph' ? this.#inline.read(first.children).text : '';
        this.#startPhase(words, 6, lineOf(entry), undefined);
        for (const node of below(entry)) {
          if (node.type === 'list') this.#list(node, true);
          else this.#reader(lineOf(node)).node(node);
        }
      } else {
        this.#unit = undefined;
        this.#reader(lineOf(entry)).node({ ...list, children: [entry] });
      }
    }
    if (!phase) this.#unit = undefined;
  }

  #entry(found: Found, entry: ListItem): void {
    this.#start(found, 7);
    const reader = this.#unit?.reader;
    if (!reader) return;
    if (found.after.length > 0)
      reader.node({ type: 'paragraph', children: [...found.after], position: entry.position });
    for (const node of below(entry)) reader.node(node);
    this.#unit = undefined;
  }

  #table(table: Table): void {
    const [head, ...rows] = table.children;
    const title = titleColumn(head, this.#inline);
    for (const row of rows) {
      const found = this.#units.byNode.get(row);
      if (!found) {
        this.#unit = undefined;
        this.#reader(lineOf(row)).node({ ...table, children: [row] });
        continue;
      }
      this.#start(found, 7);
      row.children.forEach((cell, column) => {
        const label = this.#inline.read(head?.children[column]?.children ?? []).text;
        const lines = this.#inline.lines(cell.children);
        const rich = this.#inline.read(cell.children).markdown !== undefined;
        if (column === 0 || (column === title && lines.length < 2 && !rich)) return;
        this.#unit?.reader.cell(label === '' ? 'Also' : label, cell.children, lineOf(row));
      });
    }
    this.#unit = undefined;
  }

  #rows(table: RootContent): TableRow[] {
    if (table.type !== 'table') return [];
    return table.children.filter((row) => this.#units.byNode.has(row));
  }

  #holds(list: List): boolean {
    return this.#units.form === 'list' && this.#within(list);
  }

  #within(node: RootContent): boolean {
    if (node.type !== 'list') return false;
    return node.children.some(
      (entry) => this.#units.byNode.has(entry) || below(entry).some((child) => this.#within(child)),
    );
  }

  /** Who takes what stands here: the unit, else the heading above it, else the head of the outline. */
  #reader(line: number): PartsReader {
    if (this.#unit) return this.#unit.reader;
    const phase = this.#phases.at(-1);
    if (phase) return phase.reader;
    const reader = this.#sections[0]?.reader ?? this.#newReader();
    if (this.#sections.length === 0) this.#sections.push({ label: '', line, reader });
    return reader;
  }

  #newReader(): PartsReader {
    return new PartsReader(this.#inline, this.#findings);
  }

  #finishUnit({ found, reader }: UnitDraft): OutlineUnit {
    const { name, heading, line } = found;
    const parts = reader.parts();
    return { from: name.from, to: name.to, heading, title: name.title, line, intro: reader.intro, parts };
  }

  #check(phases: readonly UnitPhase[]): void {
    const { word } = this.#units;
    const units = phases.flatMap((phase) => phase.units);
    if (units.length > MOST) {
      this.#findings.add(
        units[MOST]?.line ?? 1,
        `${units.length} units`,
        `at most ${MOST}: one outline is one programme`,
      );
      return;
    }
    const seen: OutlineUnit[] = [];
    for (const unit of units) {
      const name = unitName(word, unit);
      const other = seen.find(({ from, to }) => unit.from <= to && from <= unit.to);
      if (unit.from > unit.to) this.#findings.add(unit.line, `the span ${name}`, 'the smaller number first');
      else if (other && other.from === unit.from && other.to === unit.to)
        this.#findings.add(unit.line, `a second ${name}`, `each number once; the first stands in line ${other.line}`);
      else if (other)
        this.#findings.add(
          unit.line,
          `${name}, which overlaps ${quote(other.heading)} in line ${other.line}`,
          'each number once',
        );
      else seen.push(unit);
    }
    const sorted = seen.toSorted((a, b) => a.from - b.from);
    sorted.forEach((unit, index) => {
      const before = sorted[index - 1];
      if (!before || unit.from <= before.to + 1) return;
      const first = before.to + 1;
      const last = unit.from - 1;
      const missing = first === last ? `${word} ${first}` : `${word} ${first} to ${last}`;
      this.#findings.add(unit.line, `${quote(unit.heading)} after ${quote(before.heading)}`, `${missing} between them`);
    });
  }
}

/**
 * Whether a unit is of the phase that is open. Some outlines have flat headings: a heading with nothing below it,
 * or with a span, holds the units of its own depth that follow.
 */
function holds({ depth: own, span, reader, units }: PhaseDraft, { name }: Found, depth: number): boolean {
  if (own < depth || units.at(-1)?.depth === depth) return true;
  if (span) return span.name.from <= name.from && name.to <= span.name.to;
  return own === depth && units.length === 0 && reader.isEmpty;
}

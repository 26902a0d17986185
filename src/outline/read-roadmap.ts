import type { RootContent } from 'mdast';
import { describe, lineOf, readItems, readLabels, wordsOf, type Findings, type Section } from './markdown.ts';
import type { Fact, FactList, Phase, Roadmap, Span, Week } from './model.ts';
import { quote } from './problem.ts';
import { readWeek } from './read-week.ts';
import { checkSequence, checkSpans } from './sequence.ts';

const PHASE = /^weeks\s+(\d+)\s*[-–—]\s*(\d+)\s*[:—–-]\s*(.+)$/i;
const WEEK = /^week\s+(\d+)\s*[—–:-]\s*(.+)$/i;
const OVERVIEW = /^(?:program(?:me)?\s+)?overview$/i;
const TEMPLATE = /\btemplate$/i;
const METRICS = /\bmetrics$/i;

const HEADINGS =
  '“## Program Overview”, “## Weekly Structure Template”, “## WEEKS 01-04: …”, “## Program Completion Metrics”';

interface Draft {
  readonly span: Span;
  readonly weeks: Week[];
  /** Numbers of all week headings below it, also of weeks that could not be read. */
  readonly numbers: { number: number; line: number }[];
}

/**
 * The first shape: `# title`, `## Program Overview`, `## Weekly Structure Template`, phases
 * (`## WEEKS 01-04: …`) of weeks (`### WEEK 01 — …`), `## Program Completion Metrics`.
 * Returns undefined if anything was found to be wrong.
 */
export function readRoadmap(
  preamble: readonly RootContent[],
  sections: readonly Section[],
  findings: Findings,
): Roadmap | undefined {
  for (const node of preamble) unexpected(node, 'a title “# …” first', findings);
  const reader = new RoadmapReader(findings);
  for (const section of sections) reader.read(section);
  return reader.finish(sections[0]?.line ?? 1);
}

/** Takes the sections in order and remembers in which part of the outline they stand. */
class RoadmapReader {
  readonly #findings: Findings;
  readonly #drafts: Draft[] = [];
  readonly #groups: FactList[] = [];
  #area: 'start' | 'phase' | 'metrics' = 'start';
  #title: string | undefined;
  #overview: FactList | undefined;
  #template: FactList | undefined;
  #metrics: string | undefined;
  #closing: Fact | undefined;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  read(section: Section): void {
    const { depth, heading, line } = section;
    const known =
      (depth === 1 && this.#readTitle(section)) ||
      (depth === 2 && this.#readPart(section)) ||
      (depth === 3 && (this.#readWeek(section) || this.#readGroup(section)));
    if (known) return;
    const hint = this.#area === 'phase' && depth >= 3 ? '“### WEEK 01 — …” below a phase' : HEADINGS;
    this.#findings.add(line, `the unknown heading ${quote(heading)}`, hint);
  }

  /** The whole, if nothing was wrong; what is missing altogether is found here. */
  finish(firstLine: number): Roadmap | undefined {
    const findings = this.#findings;
    const [title, overview, template, metrics] = [this.#title, this.#overview, this.#template, this.#metrics];
    const drafts = this.#drafts;
    if (title === undefined) findings.add(1, 'no title', 'a title “# …” in the first line');
    const parts: [string, boolean][] = [
      ['## Program Overview', overview !== undefined],
      ['## Weekly Structure Template', template !== undefined],
      ['## WEEKS 01-04: …', drafts.length > 0],
      ['## Program Completion Metrics', metrics !== undefined],
      ['### … (a group of metrics)', metrics === undefined || this.#groups.length > 0],
    ];
    for (const [name, there] of parts) {
      if (!there) findings.add(firstLine, `no “${name}”`, `a section “${name}”`);
    }
    checkSpans(
      drafts.map((draft) => draft.span),
      'WEEKS',
      findings,
    );
    checkSequence(drafts, findings);
    if (findings.problems.length > 0 || title === undefined || metrics === undefined || !overview || !template) {
      return undefined;
    }
    return {
      shape: 'roadmap',
      title,
      overview,
      template,
      phases: drafts.map(({ span, weeks }): Phase => ({ ...span, weeks })),
      metrics: { title: metrics, groups: this.#groups, ...(this.#closing && { closing: this.#closing }) },
    };
  }

  #readTitle(section: Section): true {
    this.#once(this.#title, section);
    this.#title = section.heading;
    this.#without(section, 'the sections of the programme below the title');
    return true;
  }

  #readPart(section: Section): boolean {
    const { heading, line } = section;
    const [, from, to, title] = PHASE.exec(heading) ?? [];
    if (from !== undefined && to !== undefined && title !== undefined) {
      this.#area = 'phase';
      this.#drafts.push({ span: { heading, title, line, from: Number(from), to: Number(to) }, weeks: [], numbers: [] });
      this.#without(section, 'weeks (“### WEEK 01 — …”) below the heading of a phase');
    } else if (OVERVIEW.test(heading)) {
      this.#once(this.#overview, section);
      this.#area = 'start';
      this.#overview = { title: heading, facts: readFacts(section, this.#findings) };
    } else if (TEMPLATE.test(heading)) {
      this.#once(this.#template, section);
      this.#area = 'start';
      this.#template = { title: heading, facts: readFacts(section, this.#findings) };
    } else if (METRICS.test(heading)) {
      this.#once(this.#metrics, section);
      this.#area = 'metrics';
      this.#metrics = heading;
      this.#without(section, 'groups (“### …”) below the heading of the metrics');
    } else {
      return false;
    }
    return true;
  }

  #readWeek(section: Section): boolean {
    const [, digits, title] = WEEK.exec(section.heading) ?? [];
    if (digits === undefined || title === undefined) return false;
    const draft = this.#area === 'phase' ? this.#drafts.at(-1) : undefined;
    if (draft === undefined) {
      const expected = 'the heading of its phase above it: “## WEEKS 01-04: …”';
      this.#findings.add(section.line, `the week ${quote(section.heading)} outside a phase`, expected);
      return true;
    }
    const number = Number(digits);
    draft.numbers.push({ number, line: section.line });
    const week = readWeek(section, number, title, this.#findings);
    if (week) draft.weeks.push(week);
    return true;
  }

  #readGroup(section: Section): boolean {
    if (this.#area !== 'metrics') return false;
    const { items, closing } = readGroup(section, this.#findings);
    this.#groups.push({ title: section.heading, facts: items });
    this.#closing = closing ?? this.#closing;
    return true;
  }

  #once(earlier: unknown, section: Section): void {
    if (earlier === undefined) return;
    this.#findings.add(section.line, `a second ${quote(section.heading)}`, 'each section of the programme once');
  }

  #without(section: Section, expected: string): void {
    for (const node of section.content) unexpected(node, expected, this.#findings);
  }
}

/** `**Label:** text`, as lines of a paragraph or as items of a list. */
function readFacts(section: Section, findings: Findings): Fact[] {
  const facts = section.content.flatMap((node) => {
    if (node.type === 'paragraph') return readLabels(node, findings);
    if (node.type === 'list') return readItems(node, findings).map((item) => splitFact(item, findings));
    unexpected(node, 'lines of the form “**Label:** text”', findings);
    return [];
  });
  if (facts.length === 0)
    findings.add(section.line, `${quote(section.heading)} without content`, 'lines of the form “**Label:** text”');
  for (const fact of facts) {
    if (fact.text === '') findings.add(fact.line, `${quote(fact.label)} without text`, 'text behind the label');
  }
  return facts;
}

function splitFact(item: { text: string; line: number }, findings: Findings): Fact {
  const [, label, text] = /^(.+?):\s+(.+)$/.exec(item.text) ?? [];
  if (label === undefined || text === undefined) {
    findings.add(item.line, quote(item.text), 'an item of the form “**Label:** text”');
    return { label: item.text, text: item.text, line: item.line };
  }
  return { label, text, line: item.line };
}

function readGroup(section: Section, findings: Findings): { items: Fact[]; closing?: Fact } {
  let closing: Fact | undefined;
  const items = section.content.flatMap((node) => {
    if (node.type === 'list') return readItems(node, findings).map((item) => splitFact(item, findings));
    if (node.type === 'paragraph' && node === section.content.at(-1)) {
      closing = readLabels(node, findings)[0];
    } else {
      unexpected(node, 'a list of metrics, and a closing “**Label**: text” at the end', findings);
    }
    return [];
  });
  if (items.length === 0) findings.add(section.line, `${quote(section.heading)} without items`, 'a list of metrics');
  return { items, ...(closing && { closing }) };
}

function unexpected(node: RootContent, expected: string, findings: Findings): void {
  const what = node.type === 'paragraph' ? 'text' : node.type === 'list' ? 'a list' : describe(node);
  findings.add(lineOf(node), `${what}, ${quote(wordsOf(node))}`, expected);
}

import type { RootContent } from 'mdast';
import { describe, lineOf, readItems, readLabels, wordsOf, type Findings, type Section } from './markdown.ts';
import type { Fact, FactList, Metrics, Phase, Roadmap, Span, Week } from './model.ts';
import { quote } from './problem.ts';
import { readWeek } from './read-week.ts';
import { checkSequence, checkSpans } from './sequence.ts';

const PHASE = /^weeks\s+(\d+)\s*[-–—]\s*(\d+)\s*[:—–-]\s*(.+)$/i;
const WEEK = /^week\s+(\d+)\s*[—–:-]\s*(.+)$/i;
const OVERVIEW = /^(?:program(?:me)?\s+)?overview$/i;
const TEMPLATE = /\btemplate$/i;
const METRICS = /\bmetrics$/i;

const HEADINGS = '“## Program Overview”, “## Weekly Structure Template”, “## WEEKS 01-04: …”, “## Program Completion Metrics”';

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
export function readRoadmap(preamble: readonly RootContent[], sections: readonly Section[], findings: Findings): Roadmap | undefined {
  for (const node of preamble) unexpected(node, 'a title “# …” first', findings);
  let title: string | undefined;
  let overview: FactList | undefined;
  let template: FactList | undefined;
  let metrics: (Metrics & { groups: FactList[] }) | undefined;
  const drafts: Draft[] = [];
  let area: 'start' | 'phase' | 'metrics' = 'start';

  const once = (earlier: unknown, section: Section): void => {
    if (earlier !== undefined) findings.add(section.line, `a second ${quote(section.heading)}`, 'each section of the programme once');
  };

  for (const section of sections) {
    const phase = section.depth === 2 ? PHASE.exec(section.heading) : null;
    const week = section.depth === 3 ? WEEK.exec(section.heading) : null;
    if (section.depth === 1) {
      once(title, section);
      title = section.heading;
      for (const node of section.content) unexpected(node, 'the sections of the programme below the title', findings);
    } else if (phase) {
      area = 'phase';
      const [, from = '', to = '', words = ''] = phase;
      drafts.push({ span: { heading: section.heading, title: words, line: section.line, from: Number(from), to: Number(to) }, weeks: [], numbers: [] });
      for (const node of section.content) unexpected(node, 'weeks (“### WEEK 01 — …”) below the heading of a phase', findings);
    } else if (section.depth === 2 && OVERVIEW.test(section.heading)) {
      once(overview, section);
      area = 'start';
      overview = { title: section.heading, facts: readFacts(section, findings) };
    } else if (section.depth === 2 && TEMPLATE.test(section.heading)) {
      once(template, section);
      area = 'start';
      template = { title: section.heading, facts: readFacts(section, findings) };
    } else if (section.depth === 2 && METRICS.test(section.heading)) {
      once(metrics, section);
      area = 'metrics';
      metrics = { title: section.heading, groups: [] };
      for (const node of section.content) unexpected(node, 'groups (“### …”) below the heading of the metrics', findings);
    } else if (week && drafts.length > 0 && area === 'phase') {
      const number = Number(week[1]);
      drafts.at(-1)?.numbers.push({ number, line: section.line });
      const read = readWeek(section, number, week[2] ?? '', findings);
      if (read) drafts.at(-1)?.weeks.push(read);
    } else if (week) {
      findings.add(section.line, `the week ${quote(section.heading)} outside a phase`, 'the heading of its phase above it: “## WEEKS 01-04: …”');
    } else if (section.depth === 3 && area === 'metrics' && metrics) {
      const { items, closing } = readGroup(section, findings);
      metrics = { ...metrics, groups: [...metrics.groups, { title: section.heading, facts: items }], ...(closing && { closing }) };
    } else {
      const hint = area === 'phase' && section.depth >= 3 ? '“### WEEK 01 — …” below a phase' : HEADINGS;
      findings.add(section.line, `the unknown heading ${quote(section.heading)}`, hint);
    }
  }

  const missing = (what: string): void => findings.add(sections[0]?.line ?? 1, `no “${what}”`, `a section “${what}”`);
  if (title === undefined) findings.add(1, 'no title', 'a title “# …” in the first line');
  if (overview === undefined) missing('## Program Overview');
  if (template === undefined) missing('## Weekly Structure Template');
  if (metrics === undefined) missing('## Program Completion Metrics');
  else if (metrics.groups.length === 0) missing('### … (a group of metrics)');
  if (drafts.length === 0) missing('## WEEKS 01-04: …');
  checkSpans(drafts.map((draft) => draft.span), 'WEEKS', findings);
  checkSequence(drafts, findings);

  if (findings.problems.length > 0 || title === undefined || !overview || !template || !metrics) return undefined;
  const phases: Phase[] = drafts.map(({ span, weeks }) => ({ ...span, weeks }));
  return { shape: 'roadmap', title, overview, template, phases, metrics };
}

/** `**Label:** text`, as lines of a paragraph or as items of a list. */
function readFacts(section: Section, findings: Findings): Fact[] {
  const facts = section.content.flatMap((node) => {
    if (node.type === 'paragraph') return readLabels(node, findings);
    if (node.type === 'list') return readItems(node, findings).map((item) => splitFact(item, findings));
    unexpected(node, 'lines of the form “**Label:** text”', findings);
    return [];
  });
  if (facts.length === 0) findings.add(section.line, `${quote(section.heading)} without content`, 'lines of the form “**Label:** text”');
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

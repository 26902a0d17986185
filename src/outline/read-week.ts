import type { List } from 'mdast';
import { nearest } from './nearest.ts';
import { describe, lineOf, readItems, readLabels, wordsOf, type Findings, type Section } from './markdown.ts';
import type { Criterion, Fact, Item, Task, Week } from './model.ts';
import { quote } from './problem.ts';

type Part = 'goal' | 'focus' | 'concepts' | 'tools' | 'project' | 'readings' | 'tasks' | 'checklist' | 'rubric';

/** What each part of a week is called; the first name is the one asked for when it is missing. */
const NAMES: Readonly<Record<Part, readonly string[]>> = {
  goal: ['Goal'],
  focus: ['Technical Focus', 'Focus'],
  concepts: ['Core Concepts', 'Concepts'],
  tools: ['Tools to Learn', 'Tools'],
  project: ['Project', 'Mini-Project'],
  readings: ['Reading List', 'Readings', 'Reading', 'Reading/Resources'],
  tasks: ['Daily Micro-Tasks', 'Daily Tasks'],
  checklist: ['Checklist'],
  rubric: ['Evaluation Rubric', 'Rubric'],
};

const PARTS = Object.keys(NAMES) as Part[];
const ALL_NAMES = PARTS.flatMap((part) => NAMES[part]);

interface Labelled extends Fact {
  readonly items: readonly (Item & { checked: boolean | null })[];
}

/**
 * One week from its section. Everything that is wrong with it is added to the findings; the week
 * comes back only if nothing was.
 *
 * @param number of the week, as its heading says.
 */
export function readWeek(section: Section, number: number, title: string, findings: Findings): Week | undefined {
  const before = findings.problems.length;
  const parts = readParts(section, findings);
  const week = `WEEK ${String(number).padStart(2, '0')}`;
  for (const part of PARTS) {
    if (!parts.has(part)) {
      findings.add(
        section.line,
        `${week} without “**${NAMES[part][0]}:**”`,
        `a section “**${NAMES[part][0]}:**” in every week`,
      );
    }
  }
  const text = (part: Part): Item => {
    const { text: words = '', line = section.line, items = [] } = parts.get(part) ?? {};
    if (parts.has(part) && words === '') {
      findings.add(line, `“${NAMES[part][0]}” without text`, 'text behind the label');
    }
    if (part !== 'project' && items[0]) {
      findings.add(items[0].line, `a list under “${NAMES[part][0]}”`, 'text behind the label and no list');
    }
    return { text: words, line };
  };
  const list = (part: Part): readonly (Item & { checked: boolean | null })[] => {
    const { text: words = '', line = section.line, items = [] } = parts.get(part) ?? {};
    if (part !== 'project' && words !== '') {
      findings.add(line, `${quote(words)} behind “${NAMES[part][0]}:”`, 'a list below the label');
    } else if (parts.has(part) && items.length === 0) {
      findings.add(line, `“${NAMES[part][0]}” without items`, 'a list below the label');
    }
    return items;
  };
  const result: Week = {
    number,
    heading: section.heading,
    title,
    line: section.line,
    goal: text('goal'),
    focus: text('focus'),
    concepts: plainItems(list('concepts')),
    tools: plainItems(list('tools')),
    project: { ...text('project'), label: parts.get('project')?.label ?? '', points: plainItems(list('project')) },
    readings: plainItems(list('readings')),
    tasks: list('tasks').map((item) => readTask(item, findings)),
    checklist: readChecklist(list('checklist'), findings),
    rubric: readRubric(list('rubric'), parts.get('rubric')?.line ?? section.line, findings),
  };
  return findings.problems.length === before ? result : undefined;
}

function readParts(section: Section, findings: Findings): Map<Part, Labelled> {
  const parts = new Map<Part, Labelled & { items: Labelled['items'] }>();
  let current: Part | undefined;
  for (const node of section.content) {
    if (node.type === 'paragraph') {
      for (const fact of readLabels(node, findings)) {
        current = partOf(fact, findings);
        if (current === undefined) continue;
        const earlier = parts.get(current);
        if (earlier) {
          findings.add(
            fact.line,
            `a second “${fact.label}”`,
            `one in each week; the first stands in line ${earlier.line}`,
          );
        } else {
          parts.set(current, { ...fact, items: [] });
        }
      }
    } else if (node.type === 'list') {
      attachList(node, current, parts, findings);
    } else {
      findings.add(lineOf(node), `${describe(node)}, ${quote(wordsOf(node))}`, '“**Label:**” lines and lists');
    }
  }
  return parts;
}

function attachList(node: List, current: Part | undefined, parts: Map<Part, Labelled>, findings: Findings): void {
  const items = readItems(node, findings);
  const part = current === undefined ? undefined : parts.get(current);
  if (current === undefined || part === undefined) {
    // Under an unknown label, the label is the finding.
    if (parts.size === 0) findings.add(lineOf(node), 'a list without a label', `a label above it: ${oneOf(ALL_NAMES)}`);
    return;
  }
  parts.set(current, { ...part, items: [...part.items, ...items] });
}

function partOf(fact: Fact, findings: Findings): Part | undefined {
  const wanted = fact.label.toLowerCase();
  const part = PARTS.find((name) => NAMES[name].some((label) => label.toLowerCase() === wanted));
  if (part === undefined) {
    const near = nearest(fact.label, ALL_NAMES);
    findings.add(
      fact.line,
      `the unknown label ${quote(fact.label)}`,
      `${near === undefined ? '' : `“${near}”? Otherwise `}one of ${oneOf(PARTS.map((name) => NAMES[name][0] ?? ''))}`,
    );
  }
  return part;
}

function oneOf(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(', ');
}

function plainItems(items: readonly Item[]): Item[] {
  return items.map(({ text, line }) => ({ text, line }));
}

const DURATION = /(\d+(?:\.\d+)?)\s*(hours?|hrs?|h|minutes?|mins?|min)\b/gi;

function readTask({ text, line }: Item, findings: Findings): Task {
  let minutes = 0;
  for (const [, amount = '0', unit = ''] of text.matchAll(DURATION)) {
    minutes += Number(amount) * (unit.toLowerCase().startsWith('h') ? 60 : 1);
  }
  if (minutes < 1) {
    findings.add(
      line,
      `the daily task ${quote(text)} without a duration`,
      'a duration such as “2 hours”, “1.5 hours” or “30 minutes”',
    );
  }
  return { text, line, minutes: Math.round(minutes) };
}

function readChecklist(items: readonly (Item & { checked: boolean | null })[], findings: Findings): Item[] {
  for (const item of items) {
    if (item.checked === null) {
      findings.add(item.line, `the checklist item ${quote(item.text)} without a box`, 'a task list item: “- [ ] …”');
    }
  }
  return plainItems(items);
}

function readRubric(items: readonly Item[], line: number, findings: Findings): Criterion[] {
  const criteria = items.flatMap((item) => {
    const [, text, weight] = /^(.+?):\s*(\d{1,3})\s*%$/.exec(item.text) ?? [];
    if (text === undefined || weight === undefined || Number(weight) < 1) {
      findings.add(item.line, `the rubric line ${quote(item.text)}`, 'a criterion with its weight: “Criterion: 30%”');
      return [];
    }
    return [{ text, line: item.line, weight: Number(weight) }];
  });
  const sum = criteria.reduce((total, criterion) => total + criterion.weight, 0);
  if (criteria.length > 0 && criteria.length === items.length && sum !== 100) {
    findings.add(
      line,
      `rubric weights that sum to ${sum} (${criteria.map((criterion) => criterion.weight).join(' + ')})`,
      '100',
    );
  }
  return criteria;
}

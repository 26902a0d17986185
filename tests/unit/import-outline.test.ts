import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importOutline, type ImportResult } from '../../src/outline/content-folder.ts';
import { repairDoubleEncoding } from '../../src/outline/encoding.ts';
import { makeId, PageIds } from '../../src/outline/ids.ts';
import { OutlineError } from '../../src/outline/problem.ts';
import { readOutline } from '../../src/outline/read-outline.ts';
import { pageSchema } from '../../src/schema/page.ts';

const SEEDS = ['src/content/outlines/000_bc27b5a5676389fe.txt', 'src/content/outlines/003_f086630187bd129b.txt'];
/** A fork with a programme of its own has other outlines. */
const hasSeeds = SEEDS.every((path) => existsSync(path));
const [ROADMAP = Buffer.alloc(0), TRACK = Buffer.alloc(0)] = hasSeeds ? SEEDS.map((path) => readFileSync(path)) : [];
const BAKERY = readFileSync('tests/fixtures/outlines/bakery-roadmap.txt', 'utf8');
const BAKERY_TRACK = readFileSync('tests/fixtures/outlines/bakery-track.txt', 'utf8');

let folder = '';
let content = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-outline-'));
  content = join(folder, 'content');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Imports a text, under one file name, into the test's content folder. */
function importText(text: string | Uint8Array, name = 'outline.txt'): ImportResult {
  const file = join(folder, name);
  writeFileSync(file, text);
  return importOutline(file, content);
}

function files(): Record<string, string> {
  if (!existsSync(content)) return {};
  const names = readdirSync(content, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    names.sort().map((name) => [
      name
        .slice(content.length + 1)
        .split(sep)
        .join('/'),
      readFileSync(name, 'utf8'),
    ]),
  );
}

function read(path: string): string {
  return readFileSync(join(content, path), 'utf8');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(content, path)), { recursive: true });
  writeFileSync(join(content, path), text);
}

interface Item {
  id: string;
  text: string;
}

interface Frontmatter {
  [key: string]: unknown;
  title: string;
  description: string;
  outline: Record<'concepts' | 'tools' | 'readings' | 'checklist' | 'rubric' | 'items', Item[]> & {
    [key: string]: unknown;
    project: { id: string; title: string; points: Item[] };
    tasks: (Item & { minutes: number })[];
    retired?: string[];
  };
}

function frontmatter(path: string): Frontmatter {
  const [, yaml = ''] = /^---\r?\n([\s\S]*?)^---/m.exec(read(path)) ?? [];
  return parse(yaml) as Frontmatter;
}

function problemsOf(text: string | Uint8Array): string[] {
  let caught: unknown;
  try {
    importText(text);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(OutlineError);
  return (caught as OutlineError).problems.map(({ line, found, expected }) => `${line}: ${found} | ${expected}`);
}

/** 1-based line of the first line that contains the text. */
function lineWith(text: string, part: string): number {
  return text.split('\n').findIndex((line) => line.includes(part)) + 1;
}

describe.skipIf(!hasSeeds)('the two outlines of the handbook', () => {
  it('reads the headed weeks', () => {
    const outline = readOutline(ROADMAP, 'roadmap.txt');
    if (outline.shape !== 'roadmap') throw new Error('wrong shape');
    const weeks = outline.phases.flatMap((phase) => phase.weeks);
    expect(outline.title).toBe('🚀 24-Week Staff Engineer Transformation Roadmap');
    expect(outline.phases.map((phase) => [phase.from, phase.to])).toEqual([
      [1, 4],
      [5, 8],
      [9, 12],
      [13, 16],
      [17, 20],
      [21, 24],
    ]);
    expect(weeks.map((week) => week.number)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    expect(weeks[0]?.heading).toBe('WEEK 01 — Programming Fundamentals Mastery');
    expect(weeks[0]?.project.label).toBe('Mini-Project');
    expect(weeks.map((week) => week.tasks.reduce((sum, task) => sum + task.minutes, 0))).toEqual([
      300,
      270,
      330,
      ...Array.from({ length: 21 }, () => 270),
    ]);
  });

  it('reads the nested bullets, tabs and spaces alike', () => {
    const outline = readOutline(TRACK, 'track.txt');
    if (outline.shape !== 'track') throw new Error('wrong shape');
    expect(outline.blocks.map((block) => [block.from, block.to, block.bullets.length])).toEqual([
      [1, 1, 5],
      [2, 2, 5],
      [3, 8, 10],
      [9, 12, 8],
      [13, 14, 6],
      [15, 20, 9],
    ]);
  });

  it('writes pages that the schema accepts, and says how many', () => {
    const roadmap = importText(ROADMAP, 'roadmap.txt');
    const track = importText(TRACK, 'track.txt');
    const kinds = [...roadmap.pages, ...track.pages].map((page) => page.kind);
    const count = (kind: string): number => kinds.filter((other) => other === kind).length;
    expect([
      count('week'),
      count('module'),
      count('block'),
      count('track'),
      count('programme'),
      count('metrics'),
    ]).toEqual([24, 35, 6, 2, 1, 1]);
    for (const { path } of [...roadmap.pages, ...track.pages]) {
      const { title, description, ...data } = frontmatter(path);
      expect(title).not.toBe('');
      expect(description.length).toBeLessThanOrEqual(160);
      expect(pageSchema.parse(data), path).toMatchObject({ kind: data['kind'] });
    }
    expect(read('outlines/track.txt')).toBe(TRACK.toString());
  });

  it('changes nothing in the handbook itself', () => {
    for (const name of ['000_bc27b5a5676389fe.txt', '003_f086630187bd129b.txt']) {
      const result = importOutlineOfHandbook(name);
      expect(result.pages.filter((page) => page.state !== 'unchanged').map((page) => page.path)).toEqual([]);
      expect(result.left).toEqual([]);
    }
  });
});

/** Imports an outline of the handbook into a copy of its pages. */
function importOutlineOfHandbook(name: string): ImportResult {
  for (const entry of readdirSync('src/content/docs', { recursive: true, encoding: 'utf8' })) {
    if (entry.endsWith('.mdx')) write(join('docs', entry), readFileSync(join('src/content/docs', entry), 'utf8'));
  }
  return importOutline(join('src/content/outlines', name), content);
}

describe('a programme of someone else', () => {
  it('is written whole into a folder that does not exist', () => {
    importText(BAKERY);
    importText(BAKERY_TRACK, 'track.txt');
    expect(Object.keys(files())).toEqual([
      'docs/completion-metrics.mdx',
      'docs/index.mdx',
      'docs/modules/planning-the-night.mdx',
      'docs/modules/prices.mdx',
      'docs/modules/waste.mdx',
      'docs/modules/your-first-order.mdx',
      'docs/programme.mdx',
      'docs/tracks/roadmap.mdx',
      'docs/tracks/staff/index.mdx',
      'docs/tracks/staff/week-1.mdx',
      'docs/tracks/staff/weeks-2-4.mdx',
      ...[1, 2, 3, 4, 5, 6].map((number) => `docs/weeks/week-0${number}.mdx`),
      'outlines/outline.txt',
      'outlines/track.txt',
    ]);
    expect(frontmatter('docs/tracks/roadmap.mdx').outline['phases']).toMatchObject([
      { id: 'weeks-01-03', title: 'Bread', weeks: ['week-01', 'week-02', 'week-03'] },
      { id: 'weeks-04-06', title: 'Business', weeks: ['week-04', 'week-05', 'week-06'] },
    ]);
    expect(frontmatter('docs/tracks/staff/index.mdx').title).toBe('Running a Bakery');
    expect(frontmatter('docs/modules/your-first-order.mdx').outline).toMatchObject({
      block: 'week-1',
      order: 1,
      heading: 'Week 1 — Your first order',
      items: [{ text: 'Reading an order: amounts, dates, allergens' }, { text: 'Saying no to an order' }],
    });
    expect(frontmatter('docs/weeks/week-01.mdx')).toMatchObject({
      title: 'Flour and Water',
      description: 'Bake a plain loaf twice with the same result',
      depth: 'outline',
    });
    expect(frontmatter('docs/weeks/week-01.mdx').outline.tasks.map((task) => task.minutes)).toEqual([45, 90]);
  });

  it('does not mind CRLF, a byte order mark or words beyond ASCII', () => {
    importText(BAKERY.replaceAll('The Stall', 'Der Spaß“ am Stand').replaceAll('Thermometer', 'Θερμόμετρο'));
    const plain = files();
    rmSync(content, { recursive: true });
    importText(
      `\uFEFF${BAKERY.replaceAll('The Stall', 'Der Spaß“ am Stand').replaceAll('Thermometer', 'Θερμόμετρο').replaceAll('\n', '\r\n')}`,
    );
    expect({ ...files(), 'outlines/outline.txt': '' }).toEqual({ ...plain, 'outlines/outline.txt': '' });
    const week = frontmatter('docs/weeks/week-06.mdx');
    expect(week.title).toBe('Der Spaß“ am Stand');
    expect(week.outline.tools[1]?.text).toBe('Θερμόμετρο');
    expect(week.outline.tools[1]?.id).toMatch(/^tool-x[a-z0-9]+$/);
  });

  it('writes a text with Markdown and YAML signs in its words as it is', () => {
    const words = 'Weigh: "half" # of it, [twice] & {once} — it’s `flour` 100%';
    importText(BAKERY.replace('Scales for week 2', words));
    expect(frontmatter('docs/weeks/week-02.mdx').outline.tools[0]?.text).toBe(
      'Weigh: "half" # of it, [twice] & {once} — it’s flour 100%',
    );
  });
});

describe('double-encoded UTF-8', () => {
  it.each([
    ['WEEK 01 â€” Staff', 'WEEK 01 — Staff'],
    ['# ðŸš€ Roadmap', '# 🚀 Roadmap'],
    ['âœ… done', '✅ done'],
    ['â€œquotedâ€\u009d', '“quoted”'],
    ['cafÃ© and naÃ¯ve', 'café and naïve'],
    ['ÐŸÑ€Ð¸Ð²ÐµÑ‚', 'Привет'],
  ])('repairs %j', (broken, whole) => {
    expect(repairDoubleEncoding(broken)).toBe(whole);
  });

  it.each([
    '— 🚀 ✅ “quoted” café naïve Привет',
    'CAFÉ—BAR',
    'Der Spaß“ ist',
    'l’été : « café »',
    'Ãgua, pão, NÃO',
    '100 €…',
    'Ärger…',
    'það…',
  ])('leaves %j as it is', (text) => {
    expect(repairDoubleEncoding(text)).toBe(text);
  });

  it('repairs only the broken part of a mixed text', () => {
    expect(repairDoubleEncoding('— first — then â€” and Spaß“')).toBe('— first — then — and Spaß“');
  });

  it('refuses Latin-1 with the line, and writes nothing', () => {
    const latin = Buffer.from(BAKERY.replace(/[—–]/g, '-').replace('The Stall', 'Der K\u00e4se'), 'latin1');
    const [problem, ...more] = problemsOf(latin);
    expect(more).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${lineWith(BAKERY, 'The Stall')}: byte 0xE4, .*Latin-1.* \\| UTF-8`));
    expect(files()).toEqual({});
  });

  it('refuses UTF-16', () => {
    expect(problemsOf(Buffer.from(`\uFEFF${BAKERY}`, 'utf16le'))[0]).toMatch(/^1: a UTF-16 file/);
  });
});

describe('run again', () => {
  it('writes the same bytes', () => {
    importText(BAKERY);
    importText(BAKERY_TRACK, 'track.txt');
    const before = files();
    const states = [...importText(BAKERY).pages, ...importText(BAKERY_TRACK, 'track.txt').pages].map(
      (page) => page.state,
    );
    expect(new Set(states)).toEqual(new Set(['unchanged']));
    expect(files()).toEqual(before);
  });

  it('keeps the ids of reordered and reworded items', () => {
    importText(BAKERY);
    const before = frontmatter('docs/weeks/week-02.mdx').outline;
    const changed = BAKERY.replace(
      "- Baker's percentages, lesson 2\n- Fermentation and time, lesson 2",
      "- Fermentation, time and temperature, lesson 2\n- Hydration\n- Baker's percentages, lesson 2",
    ).replace('- [ ] Bake the loaf of week 2', '- [ ] Bake the sourdough loaf of week 2');
    const result = importText(changed);
    expect(result.pages.filter((page) => page.state !== 'unchanged').map((page) => page.path)).toEqual([
      'docs/weeks/week-02.mdx',
    ]);
    const after = frontmatter('docs/weeks/week-02.mdx').outline;
    const [percentages, fermentation] = before.concepts;
    expect(after.concepts.map((item) => item.id)).toEqual([fermentation?.id, 'concept-hydration', percentages?.id]);
    expect(after.checklist.map((item) => item.id)).toEqual(before.checklist.map((item) => item.id));
    expect(after.checklist[0]?.text).toBe('Bake the sourdough loaf of week 2');
    expect(after.retired).toBeUndefined();
  });

  it('remembers the ids of removed items and never gives them again', () => {
    importText(BAKERY);
    const id = frontmatter('docs/weeks/week-03.mdx').outline.tools[1]?.id ?? '';
    expect(id).toBe('tool-thermometer');
    const without = (number: number, text: string): string => {
      const at = text.indexOf(`- Scales for week ${number}`);
      return text.slice(0, at) + text.slice(at).replace('- Thermometer\n', '');
    };
    importText(without(3, BAKERY));
    expect(frontmatter('docs/weeks/week-03.mdx').outline.retired).toEqual([id]);
    importText(BAKERY);
    const again = frontmatter('docs/weeks/week-03.mdx').outline;
    expect(again.tools[1]).toEqual({ id: `${id}-2`, text: 'Thermometer' });
    expect(again.retired).toEqual([id]);
  });

  it('finds the page of a module by its words, whatever it is called', () => {
    importText(BAKERY_TRACK);
    renameSync(join(content, 'docs/modules/waste.mdx'), join(content, 'docs/modules/leftovers.mdx'));
    expect(importText(BAKERY_TRACK).pages.every((page) => page.state === 'unchanged')).toBe(true);
    importText(
      BAKERY_TRACK.replace('\t- Waste (what it costs) and what to do with it\n', '').replace(
        '\t- Prices',
        '\t- Waste (its cost) and what to do with it\n\t- Prices',
      ),
    );
    expect(existsSync(join(content, 'docs/modules/waste.mdx'))).toBe(false);
    expect(frontmatter('docs/modules/leftovers.mdx').outline.items).toEqual([
      { id: 'bullet-waste', text: 'Waste (its cost) and what to do with it' },
    ]);
  });

  it('leaves the page of a removed module and says so', () => {
    importText(BAKERY_TRACK);
    const before = read('docs/modules/prices.mdx');
    const result = importText(BAKERY_TRACK.replace('\t- Prices: flour, labour, rent\n', ''));
    expect(result.left).toEqual(['docs/modules/prices.mdx']);
    expect(read('docs/modules/prices.mdx')).toBe(before);
  });

  it('refuses to put a moved week’s words under another week’s page', () => {
    importText(BAKERY);
    const before = files();
    const swapped = BAKERY.replace('WEEK 05 — The Oven', 'WEEK 05 — X')
      .replace('WEEK 06 — The Stall', 'WEEK 06 — The Oven')
      .replace('WEEK 05 — X', 'WEEK 05 — The Stall');
    const problems = problemsOf(swapped);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('docs/weeks/week-05.mdx | the page to be renamed to week-06.mdx first');
    expect(files()).toEqual(before);
  });
});

describe('what an author wrote', () => {
  const AUTHORED = `---
# a comment of the author
title:   "Sourdough,   by hand"
description: 'Mine'
kind: week
depth: outline # soon full
outline:
  number: 2
  heading: WEEK 02 — Sourdough
  phase: weeks-01-03
  concepts:
    - id: concept-mine
      text: Fermentation and time, lesson 2
# between the keys
aliases: [levain,   "starter"]
selfCheck:
  - id: concept-bakers-percentages
    question: Odd id?
    answer: Yes.
---

import X from './x';

Body with   trailing spaces   
<Example id="tool-thermometer" title="t">…</Example>
`;

  it('stays to the byte around the outline', () => {
    write('docs/weeks/week-02.mdx', AUTHORED);
    const result = importText(BAKERY);
    expect(result.pages.find((page) => page.path === 'docs/weeks/week-02.mdx')?.state).toBe('updated');
    const text = read('docs/weeks/week-02.mdx');
    const [before = '', after = ''] = AUTHORED.split(/outline:[\s\S]*?lesson 2\n/);
    expect(text.startsWith(before)).toBe(true);
    expect(text.endsWith(after)).toBe(true);
    const { outline } = frontmatter('docs/weeks/week-02.mdx');
    expect(outline.concepts[1]).toEqual({ id: 'concept-mine', text: 'Fermentation and time, lesson 2' });
    // Ids that the author uses on the page are not given to items.
    expect(outline.concepts[0]?.id).toBe('concept-bakers-percentages-lesson');
    expect(outline.tools[1]?.id).toBe('tool-thermometer-2');
    importText(BAKERY);
    expect(read('docs/weeks/week-02.mdx')).toBe(text);
  });

  it.each([
    ['behind depth', '---\ntitle: W\nkind: week\ndepth: full\nlevel: beginner\n---\nBody\n', 'depth: full\noutline:\n'],
    [
      'behind kind',
      '---\ntitle: W\nkind: week # a week\nlevel: beginner\n---\nBody\n',
      'kind: week # a week\noutline:\n',
    ],
    ['at the end', '---\ntitle: W\n---\nBody\n', 'title: W\noutline:\n'],
    [
      'in place of an empty one',
      '---\ntitle: W\noutline:\nlevel: beginner\n---\nBody\n',
      'title: W\noutline:\n  number: 4\n',
    ],
    [
      'in place of one in braces',
      '---\ntitle: W\noutline: { number: 9,\n  heading: x }\nlevel: beginner\n---\nBody\n',
      'title: W\noutline:\n  number: 4\n',
    ],
  ])('gets an outline it lacks %s', (_, page, expected) => {
    write('docs/weeks/week-04.mdx', page);
    importText(BAKERY);
    const text = read('docs/weeks/week-04.mdx');
    expect(text).toContain(expected);
    expect(text.endsWith('---\nBody\n')).toBe(true);
    expect(text.match(/^outline:/gm)).toHaveLength(1);
    expect(frontmatter('docs/weeks/week-04.mdx').outline['number']).toBe(4);
    expect(text.includes('level: beginner')).toBe(page.includes('level: beginner'));
  });

  it('keeps the line ends of a page', () => {
    write('docs/weeks/week-05.mdx', '---\r\ntitle: W\r\nkind: week\r\n---\r\nBody\r\n');
    importText(BAKERY);
    const text = read('docs/weeks/week-05.mdx');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    importText(BAKERY);
    expect(read('docs/weeks/week-05.mdx')).toBe(text);
  });

  it('is not taken for frontmatter when it is a rule in the body', () => {
    write('docs/weeks/week-05.mdx', 'Body first\n\n---\nkind: module\n---\n');
    importText(BAKERY);
    expect(read('docs/weeks/week-05.mdx')).toMatch(
      /^---\noutline:\n[\s\S]*\n---\nBody first\n\n---\nkind: module\n---\n$/,
    );
  });

  it('stops everything when its frontmatter is broken or of another kind', () => {
    write('docs/weeks/week-01.mdx', '---\ntitle: [a\nkind: week\n---\n');
    write('docs/other.mdx', '---\ntitle: x\n---\n');
    const before = files();
    expect(() => importText(BAKERY)).toThrow(/docs\/weeks\/week-01\.mdx:\d: found .*expected frontmatter in YAML/);
    expect(files()).toEqual(before);
    write('docs/weeks/week-01.mdx', '---\ntitle: a\nkind: page\n---\n');
    expect(() => importText(BAKERY)).toThrow('docs/weeks/week-01.mdx:1: found a page of kind “page”; expected “week”');
  });
});

describe('a malformed outline', () => {
  const at = (part: string): number => lineWith(BAKERY, part);
  const cases: [string, (text: string) => string, string | RegExp][] = [
    ['empty', () => ' \n\n', /^1: an empty file \|/],
    [
      'of no shape',
      () => 'Just some words.\n',
      /^1: nothing that is numbered as a week, day, session or other unit \|/,
    ],
    [
      'with a missing section',
      (text) => text.replace(/\*\*Checklist:\*\*\n- .*\n- .*\n\n/, ''),
      `${at('### WEEK 01')}: WEEK 01 without “**Checklist:**” | a section “**Checklist:**” in every week`,
    ],
    [
      'with weights that miss 100',
      (text) => text.replace('thin: 40%', 'thin: 45%'),
      `${at('**Evaluation Rubric:**')}: rubric weights that sum to 105 (60 + 45) | 100`,
    ],
    [
      'with a rubric line without weight',
      (text) => text.replace('thin: 40%', 'thin'),
      `${at('thin: 40%')}: the rubric line “Crust is thin” | a criterion with its weight: “Criterion: 30%”`,
    ],
    [
      'with a week twice',
      (text) => text.replace('WEEK 03 —', 'WEEK 02 —'),
      `${at('### WEEK 03')}: a second WEEK 02 | each week once; the first stands in line ${at('### WEEK 02')}`,
    ],
    [
      'with a missing week',
      (text) => text.replace(/### WEEK 05[\s\S]*?(?=### WEEK 06)/, ''),
      `${at('### WEEK 05')}: WEEK 06 after WEEK 04 | WEEK 05 before it`,
    ],
    [
      'with a phase that lacks its last week',
      (text) => text.replace('WEEKS 04-06', 'WEEKS 04-07'),
      `${at('## WEEKS 04-06')}: the phase “WEEKS 04-07: Business” without WEEK 07 | every week from 4 to 7`,
    ],
    [
      'with overlapping spans',
      (text) => text.replace('WEEKS 04-06', 'WEEKS 03-06'),
      /^\d+: the span 3–6 in “WEEKS 03-06: Business”, which overlaps 1–3 in line \d+ \| a span that begins with week 4$/,
    ],
    ['with a span backwards', (text) => text.replace('WEEKS 04-06', 'WEEKS 06-04'), /the span 6–4 in/],
    [
      'with an unknown heading',
      (text) => text.replace('## WEEKS 04-06: Business', '## PART TWO'),
      /^\d+: the unknown heading “PART TWO” \| “## Program Overview”/,
    ],
    [
      'with a heading inside a week',
      (text) => text.replace('**Tools to Learn:**', '#### Tools'),
      /^\d+: the unknown heading “Tools” \| “### WEEK 01 — …” below a phase$/,
    ],
    [
      'with an unknown label',
      (text) => text.replace('**Reading List:**', '**Reading Lst:**'),
      `${at('**Reading List:**')}: the unknown label “Reading Lst” | “Reading List”? Otherwise one of “Goal”, “Technical Focus”, “Core Concepts”, “Tools to Learn”, “Project”, “Reading List”, “Daily Micro-Tasks”, “Checklist”, “Evaluation Rubric”`,
    ],
    [
      'with a label twice',
      (text) => text.replace('**Tools to Learn:**', '**Core Concepts:**'),
      /a second “Core Concepts” \| one in each week; the first stands in line \d+/,
    ],
    [
      'with a checklist item without a box',
      (text) => text.replace('- [ ] Keep', '- Keep'),
      `${at('- [ ] Keep')}: the checklist item “Keep a log of week 1” without a box | a task list item: “- [ ] …”`,
    ],
    [
      'with a task without duration',
      (text) => text.replace('Mixing (45 minutes)', 'Mixing'),
      `${at('Mixing')}: the daily task “Morning: Mixing” without a duration | a duration such as “2 hours”, “1.5 hours” or “30 minutes”`,
    ],
    [
      'with an empty item',
      (text) => text.replace('- Thermometer', '-'),
      `${at('- Thermometer')}: an empty item | the words of the item`,
    ],
    [
      'with a nested item',
      (text) => text.replace('- Thermometer', '- Thermometer\n  - of glass'),
      /a nested list inside the item “Thermometer” \| one line of text for each item/,
    ],
    [
      'without a title',
      (text) => text.replace('# Six Weeks to a Working Bakery\n', ''),
      '1: no title | a title “# …” in the first line',
    ],
    [
      'without metrics',
      (text) => text.replace(/## Programme Completion Metrics[\s\S]*$/, ''),
      /no “## Program Completion Metrics”/,
    ],
    [
      'with a week outside a phase',
      (text) => text.replace('## WEEKS 01-03: Bread\n', ''),
      /the week “WEEK 01 — Flour and Water” outside a phase/,
    ],
    [
      'with text where a label should be',
      (text) => text.replace('**Goal:** Bake a plain', 'Bake a plain'),
      /text without a label, “Bake a plain loaf/,
    ],
    [
      'with a goal that is empty',
      (text) => text.replace('**Goal:** Bake a plain loaf twice with the same result', '**Goal:**'),
      /“Goal” without text \| text behind the label/,
    ],
  ];

  it.each(cases)('%s is refused with line, finding and expectation', (_, change, expected) => {
    const problems = problemsOf(change(BAKERY));
    const matching = problems.filter((problem) =>
      typeof expected === 'string' ? problem === expected : expected.test(problem),
    );
    expect(matching, problems.join('\n')).toHaveLength(1);
    expect(files()).toEqual({});
  });

  const trackCases: [string, (text: string) => string, string | RegExp][] = [
    [
      'overlapping spans',
      (text) => text.replace('Weeks 2–4', 'Weeks 1–4'),
      '6: Week 1–4, which overlaps “Week 1 — Your first order” in line 3 | each number once',
    ],
    [
      'a gap',
      (text) => text.replace('Weeks 2–4', 'Weeks 3–4'),
      '6: “Weeks 3–4 — The daily work” after “Week 1 — Your first order” | Week 2 between them',
    ],
  ];
  it.each(trackCases)('%s in nested bullets are refused', (_, change, expected) => {
    const problems = problemsOf(change(BAKERY_TRACK));
    expect(problems).toEqual([typeof expected === 'string' ? expected : expect.stringMatching(expected)]);
    expect(files()).toEqual({});
  });

  it('tells every problem at once, in the order of the lines', () => {
    const problems = problemsOf(
      BAKERY.replace('thin: 40%', 'thin: 30%')
        .replace('WEEK 03 —', 'WEEK 02 —')
        .replace('## WEEKS 04-06: Business', '## PART TWO')
        .replace('- [ ] Keep', '- Keep'),
    );
    expect(problems.length).toBeGreaterThanOrEqual(4);
    const lines = problems.map((problem) => Number.parseInt(problem, 10));
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });
});

describe('ids', () => {
  it.each([
    ['concept', 'CAP theorem and consistency models', 'concept-cap-theorem'],
    ['tool', 'VS Code with Python extensions', 'tool-vs-code'],
    ['check', 'Create on-call procedures', 'check-create-on-call-procedures'],
    ['rubric', 'End-to-end functionality', 'rubric-end-to-end-functionality'],
    ['reading', '"Building Microservices" (Chapter 1-6)', 'reading-building-microservices'],
    ['tool', 'C++ and C#', 'tool-cpp'],
    ['task', 'Morning: 2 hours', 'task-morning'],
  ])('%s of “%s” is %s', (kind, text, id) => {
    expect(makeId(kind, text, new Set())).toBe(id);
  });

  it('grow by words, then by number, while they are taken', () => {
    const taken = new Set(['tool-redis']);
    expect(makeId('tool', 'Redis for caching', taken)).toBe('tool-redis-caching');
    taken.add('tool-redis-caching');
    expect(makeId('tool', 'Redis for caching', taken)).toBe('tool-redis-caching-2');
  });

  it('go to the closest wording first', () => {
    const ids = new PageIds(['a-1', 'a-2'], [], []);
    const old = [
      { id: 'a-1', text: 'write tests for the parser' },
      { id: 'a-2', text: 'write tests for the printer' },
    ];
    expect(ids.assign('a', ['write more tests for the printer', 'write tests for the parser first'], old)).toEqual([
      'a-2',
      'a-1',
    ]);
  });
});

describe('the command', { timeout: 60_000 }, () => {
  const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ['scripts/import-outline.ts', ...args], { encoding: 'utf8' });

  it('prints what it read and wrote, by kind', () => {
    const output = execFileSync(
      process.execPath,
      ['scripts/import-outline.ts', 'tests/fixtures/outlines/bakery-roadmap.txt', '--into', content],
      { encoding: 'utf8' },
    );
    expect(output).toContain(
      '2 phases, 6 weeks, 12 concepts, 12 tools, 6 projects, 12 project points, 6 readings, 12 daily tasks, 12 checklist items, 12 rubric lines',
    );
    expect(output).toMatch(/week +6 created, 0 updated, 0 unchanged/);
    expect(output).toContain('outlines/bakery-roadmap.txt created');
  });

  it('exits 1 with file:line and writes nothing', () => {
    const file = join(folder, 'broken.txt');
    writeFileSync(file, BAKERY.replace('thin: 40%', 'thin: 41%'));
    const { status, stderr } = run(file, '--into', content);
    expect(status).toBe(1);
    expect(stderr).toContain(
      `${file}:${lineWith(BAKERY, '**Evaluation Rubric:**')}: found rubric weights that sum to 101 (60 + 41); expected 100`,
    );
    expect(stderr).toContain('1 problem; nothing was written.');
    expect(existsSync(content)).toBe(false);
  });

  it('says how it is used', () => {
    expect(run().status).toBe(2);
    expect(run('--inot', 'x').stderr).toContain('Usage: npm run import-outline -- FILE… [--into DIR | --replace');
    expect(run(join(folder, 'missing.txt')).status).toBe(1);
    expect(run('--help').stdout).toContain('Usage');
  });
});

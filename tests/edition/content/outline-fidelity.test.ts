import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

/*
 * Reads both outlines line by line, without the importer, and asks whether every item stands on
 * its page in its own words.
 */

const CONTENT = 'src/content/';

/** The first outline with its double encoding undone: each of its characters was one byte of Windows-1252. */
function repaired(text: string): string {
  const CP1252: Record<string, number> = { '€': 0x80, œ: 0x9c, Ÿ: 0x9f, š: 0x9a, '…': 0x85, '”': 0x94 };
  return text.replace(/[^\x00-\x7f]+/g, (run) =>
    Buffer.from(Array.from(run, (char) => CP1252[char] ?? char.charCodeAt(0))).toString('utf8'),
  );
}

interface Item {
  id: string;
  text: string;
  label?: string;
  minutes?: number;
  weight?: number;
}

interface Outline {
  [key: string]: unknown;
  heading: string;
  title: string;
  number: number;
  goal: string;
  focus: string;
  project: { label: string; title: string; points: Item[] };
  block: string;
  items: Item[];
}

function outlineOf(path: string): Outline {
  const [, yaml = ''] = /^---\n([\s\S]*?)^---/m.exec(readFileSync(`${CONTENT}docs/${path}`, 'utf8')) ?? [];
  return (parse(yaml) as { outline: Outline }).outline;
}

const texts = (items: unknown): string[] => (items as Item[]).map((item) => item.text);

const first = repaired(readFileSync(`${CONTENT}outlines/000_bc27b5a5676389fe.txt`, 'utf8')).split('\n');
const second = readFileSync(`${CONTENT}outlines/003_f086630187bd129b.txt`, 'utf8').split('\n');

/** Lines of the first outline by heading. */
const sections = new Map<string, string[]>();
let heading = '';
for (const line of first) {
  if (line.startsWith('#')) heading = line;
  else if (line !== '' && line !== '---') sections.set(heading, [...(sections.get(heading) ?? []), line]);
}
const section = (start: string): string[] =>
  [...sections].filter(([key]) => key.startsWith(start)).flatMap(([, lines]) => lines);
const weekHeadings = first.filter((line) => line.startsWith('### WEEK '));

/** Bullets of a week below a bold label. */
function bulletsBelow(lines: string[], label: string): string[] {
  const start = lines.findIndex((line) => line.startsWith(`**${label}:**`));
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !line.startsWith('- '));
  return (end === -1 ? rest : rest.slice(0, end)).map((line) => line.slice(2));
}

const after = (lines: string[], label: string): string | undefined =>
  lines.find((line) => line.startsWith(`**${label}:** `))?.slice(label.length + 6);

describe('the roadmap', () => {
  it('has no trace of double encoding, in the reading here or on the pages', () => {
    expect(first.join('\n')).not.toMatch(/[âðÃ]/);
    for (const name of readdirSync(`${CONTENT}docs/weeks`))
      expect(JSON.stringify(outlineOf(`weeks/${name}`)), name).not.toMatch(/[âðÃ]/);
  });

  it('has a page for each of its 24 weeks', () => {
    expect(weekHeadings).toHaveLength(24);
    expect(readdirSync(`${CONTENT}docs/weeks`).filter((name) => name.startsWith('week-'))).toHaveLength(24);
  });

  const totals = { concepts: 0, tools: 0, points: 0, readings: 0, tasks: 0, checklist: 0, rubric: 0 };

  it.each(weekHeadings)('%s says what the outline says', (line) => {
    const lines = section(line);
    const number = /\d+/.exec(line)?.[0] ?? '';
    const outline = outlineOf(`weeks/week-${number}.mdx`);
    const label = lines.some((other) => other.startsWith('**Mini-Project:**')) ? 'Mini-Project' : 'Project';
    expect(outline.heading).toBe(line.slice(4));
    expect(outline.number).toBe(Number(number));
    expect(outline.goal).toBe(after(lines, 'Goal'));
    expect(outline.focus).toBe(after(lines, 'Technical Focus'));
    expect(outline.project.label).toBe(label);
    expect(outline.project.title).toBe(after(lines, label));
    const tasks = outline['tasks'] as Item[];
    const rubric = outline['rubric'] as Item[];
    const pairs: [keyof typeof totals, string[], string[]][] = [
      ['concepts', texts(outline['concepts']), bulletsBelow(lines, 'Core Concepts')],
      ['tools', texts(outline['tools']), bulletsBelow(lines, 'Tools to Learn')],
      ['points', texts(outline.project.points), bulletsBelow(lines, label)],
      ['readings', texts(outline['readings']), bulletsBelow(lines, 'Reading List')],
      ['tasks', texts(tasks), bulletsBelow(lines, 'Daily Micro-Tasks')],
      ['checklist', texts(outline['checklist']).map((text) => `[ ] ${text}`), bulletsBelow(lines, 'Checklist')],
      ['rubric', rubric.map((item) => `${item.text}: ${item.weight}%`), bulletsBelow(lines, 'Evaluation Rubric')],
    ];
    for (const [name, page, words] of pairs) {
      expect(page, name).toEqual(words);
      expect(words.length, name).toBeGreaterThan(0);
      totals[name] += page.length;
    }
    for (const task of tasks) {
      const [, amount = '', unit = ''] = /([\d.]+) (hour|minute)/.exec(task.text) ?? [];
      expect(task.minutes, task.text).toBe(Number(amount) * (unit === 'hour' ? 60 : 1));
    }
    expect(rubric.reduce((sum, item) => sum + (item.weight ?? 0), 0)).toBe(100);
    // Nothing of the week is left over: four lines of text, and as many bullets as were compared.
    const bullets = lines.filter((other) => other.startsWith('- '));
    expect(bullets).toHaveLength(pairs.reduce((sum, [, , words]) => sum + words.length, 0));
  });

  it('has all of its items', () => {
    expect(totals).toEqual({ concepts: 95, tools: 72, points: 72, readings: 72, tasks: 72, checklist: 96, rubric: 96 });
  });

  it('has its phases with their weeks', () => {
    const phases = first.filter((line) => line.startsWith('## WEEKS '));
    const outline = outlineOf('tracks/roadmap.mdx');
    const pages = outline['phases'] as { heading: string; weeks: string[] }[];
    expect(outline.title).toBe(first[0]?.slice(2));
    expect(pages.map((phase) => `## ${phase.heading}`)).toEqual(phases);
    expect(phases).toHaveLength(6);
    expect(pages.map((phase) => phase.weeks.length)).toEqual([4, 4, 4, 4, 4, 4]);
    for (const { heading: words, weeks } of pages) {
      const [from, to] = (words.match(/\d+/g) ?? []).map(Number);
      expect([weeks[0], weeks.at(-1)]).toEqual([
        `week-${String(from).padStart(2, '0')}`,
        `week-${String(to).padStart(2, '0')}`,
      ]);
    }
  });

  it('has its overview and its template', () => {
    const outline = outlineOf('programme.mdx');
    const facts = (outline['facts'] as Item[]).map((fact) => `**${fact.label}:** ${fact.text}`);
    const template = (outline['template'] as Item[]).map((fact) => `- **${fact.label}:** ${fact.text}`);
    expect(facts).toEqual(section('## Program Overview'));
    expect(template).toEqual(section('## Weekly Structure Template'));
    expect([facts.length, template.length]).toEqual([4, 7]);
    expect(sections.has(`## ${outline.title}`)).toBe(true);
    expect(sections.has(`## ${String(outline['templateTitle'])}`)).toBe(true);
  });

  it('has its completion metrics with the closing line', () => {
    const outline = outlineOf('completion-metrics.mdx');
    const groups = outline['groups'] as { title: string; items: Item[] }[];
    const closing = outline['closing'] as Item;
    const plain = (line: string): string => line.replace(/^- /, '').replaceAll('**', '');
    const lines = groups.flatMap((group) => {
      const words = section(`### ${group.title}`).map(plain);
      const page = group.items.map((item) => `${item.label}: ${item.text}`);
      expect(words.slice(0, page.length)).toEqual(page);
      return words.slice(page.length);
    });
    expect(lines).toEqual([`${closing.label}: ${closing.text}`]);
    expect(groups.map((group) => group.items.length)).toEqual([4, 4, 4]);
    expect(first).toContain(`## ${outline.title}`);
  });
});

describe('the Staff track', () => {
  const names = readdirSync(`${CONTENT}docs/modules`).filter((name) => name.endsWith('.mdx'));
  /** Those of the outline: a module that the edition has added holds nothing of it. */
  const modules = names
    .map((name) => ({ name, outline: outlineOf(`modules/${name}`) }))
    .filter(({ outline }) => outline.items.length > 0)
    .sort((a, b) => Number(a.outline['order']) - Number(b.outline['order']));
  const blocks = second.filter((line) => line.startsWith('- **')).map((line) => line.slice(4, -2));
  const bullets = second.filter((line) => /^\s+- /.test(line)).map((line) => line.replace(/^\s+- /, ''));

  it('has a page for each of its six blocks', () => {
    const pages = readdirSync(`${CONTENT}docs/tracks/staff`).filter((name) => name !== 'index.mdx');
    const headings = pages
      .map((name) => outlineOf(`tracks/staff/${name}`))
      .sort((a, b) => Number(a['order']) - Number(b['order']));
    expect(headings.map((outline) => outline.heading)).toEqual(blocks);
    expect(blocks).toHaveLength(6);
    for (const outline of headings) {
      const [from, to = from] = (/^Weeks? [\d–]+/.exec(outline.heading)?.[0].match(/\d+/g) ?? []).map(Number);
      expect([outline['from'], outline['to']]).toEqual([from, to]);
    }
  });

  it('has 35 modules that hold every bullet, in order and in its own words', () => {
    expect(modules).toHaveLength(35);
    expect(new Set(modules.map(({ outline }) => outline['order'])).size).toBe(35);
    expect(modules.flatMap(({ outline }) => texts(outline.items))).toEqual(bullets);
    expect(bullets).toHaveLength(43);
    expect(modules.slice(0, 2).map(({ outline }) => outline.heading)).toEqual(blocks.slice(0, 2));
    expect(modules.slice(2).every(({ outline }) => outline.items.length === 1)).toBe(true);
  });

  it('has the addresses that were promised', () => {
    const promised =
      `scope-shift staff-archetypes consistency-models graceful-degradation failure-behavior retry-strategy
      idempotency service-boundaries data-architecture overload-control api-governance migrations observability-foundations
      golden-signals slos-and-error-budgets alerting-quality incident-leadership postmortems observability-at-scale
      instrumentation-standards threat-modeling authn-authz secure-defaults data-governance encryption compliance-by-design
      leading-without-authority influence technical-communication technical-storytelling strategy-and-vision
      conflict-and-decisions mentorship-at-scale managing-up principal-enablement`.split(/\s+/);
    expect(modules.map(({ name }) => name.replace('.mdx', ''))).toEqual(promised);
    expect(readdirSync(`${CONTENT}docs/tracks/staff`).sort()).toEqual([
      'index.mdx',
      'week-1.mdx',
      'week-2.mdx',
      'weeks-13-14.mdx',
      'weeks-15-20.mdx',
      'weeks-3-8.mdx',
      'weeks-9-12.mdx',
    ]);
  });
});

describe('ids', () => {
  it('are unique in each outline', () => {
    for (const name of readdirSync(`${CONTENT}docs`, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.mdx') || !/^(weeks|modules|programme|completion)/.test(name)) continue;
      const ids = [...JSON.stringify(outlineOf(name)).matchAll(/"id":"([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(ids).size, name).toBe(ids.length);
    }
  });
});

import { assemble } from '../../src/handbook/build.ts';
import { checkHandbook } from '../../src/handbook/check.ts';
import type { Entries } from '../../src/handbook/entries.ts';
import type { Problem } from '../../src/handbook/problem.ts';
import { bodyFacts } from '../../src/markdown/body-facts.ts';
import { toEntry, toPageEntry } from '../../src/markdown/page-entry.ts';
import { cohort } from '../../src/schema/cohort.ts';
import { note } from '../../src/schema/note.ts';
import { phrase } from '../../src/schema/phrase.ts';
import { pageFile } from '../../src/schema/page.ts';
import { source } from '../../src/schema/source.ts';
import { term } from '../../src/schema/term.ts';
import { tool } from '../../src/schema/tool.ts';
import type { Schema } from '../../src/schema/walk.ts';

type Fields = Record<string, unknown>;

/** A page as a test writes it: frontmatter as it would stand in the file, and the MDX of the body. */
export interface DraftPage {
  data: Fields;
  body: string;
}

/** A whole handbook that a test may damage before it is checked. */
export interface Draft {
  /** By the path below `src/content/docs`, without ending. */
  pages: Record<string, DraftPage>;
  terms: Record<string, Fields>;
  sources: Record<string, Fields>;
  tools: Record<string, Fields>;
  notes: Record<string, Fields>;
  phrases: Record<string, Fields>;
}

const description =
  'How to page a person only when a person is needed, with the numbers that decide it and the files that make it work.';
const prose = Array.from({ length: 230 }, () => 'Nine words stand in this one short sentence here.').join(' ');

/** A handbook of two weeks, two modules and what belongs to them, without a problem. */
export function sampleHandbook(): Draft {
  return {
    pages: {
      index: { data: { kind: 'page', title: 'Home', description: 'The start.' }, body: '' },
      'tracks/roadmap': {
        data: {
          kind: 'track',
          title: 'Roadmap',
          description: 'Two weeks.',
          outline: {
            title: 'Two weeks',
            phases: [
              { id: 'weeks-01-02', heading: 'WEEKS 01-02: Start', title: 'Start', weeks: ['week-01', 'week-02'] },
            ],
          },
        },
        body: '',
      },
      'tracks/staff': {
        data: { kind: 'track', title: 'Staff track', description: 'One block.', outline: { title: 'Staff' } },
        body: '',
      },
      'tracks/staff/week-1': {
        data: {
          kind: 'block',
          title: 'Block one',
          description: 'First.',
          outline: { heading: 'Week 1', title: 'First', from: 1, to: 1, order: 1 },
        },
        body: '',
      },
      'weeks/week-01': {
        data: fullWeek(),
        body: '## Caching\n\n<OutlineItem id="concept-cache" />\n\n<EditionNote id="sd-01" />\n',
      },
      'weeks/week-02': {
        data: { ...week(2), title: 'Second week', prerequisites: ['week-01'] },
        body: 'See [alerting](module:alerting-quality#burn-rate) and [the project](project:week-01).\n',
      },
      'modules/alerting-quality': { data: fullModule(), body: fullBody() },
      'modules/idempotency': {
        data: {
          kind: 'module',
          depth: 'outline',
          title: 'Idempotency',
          description: 'Twice is once.',
          outline: { block: 'week-1', order: 2, items: [{ id: 'bullet-idempotency', text: 'Idempotency' }] },
          prerequisites: ['alerting-quality'],
        },
        body: '',
      },
    },
    terms: {
      'burn-rate': {
        term: 'Burn rate',
        aliases: ['error budget burn'],
        definition: 'How fast the budget is spent ([workbook](source:sre-workbook)).',
        home: 'alerting-quality',
        see: ['week-01'],
      },
    },
    sources: Object.fromEntries(
      ['sre-workbook', 'sre-book', 'kleppmann', 'nygard'].map((id) => [
        id,
        {
          authors: ['Somebody'],
          title: `The book ${id}`,
          type: 'book',
          free: true,
          checked: '2026-11-01',
          url: `https://books.example/${id}`,
        },
      ]),
    ),
    tools: { redis: { name: 'Redis', what: 'A cache.', free: true } },
    notes: {
      'sd-01': {
        says: 'Cache all',
        problem: 'All is too much.',
        resolution: 'Some.',
        on: ['week-01#concept-cache', 'alerting-quality'],
      },
    },
    phrases: { 'alerting-quality': { top: ['woken for nothing'] } },
  };
}

function week(number: number): Fields {
  const item = (id: string) => [{ id: `${id}-cache`, text: `About ${id}` }];
  return {
    kind: 'week',
    depth: 'outline',
    title: 'First week',
    description,
    outline: {
      number,
      heading: `WEEK 0${number}`,
      phase: 'weeks-01-02',
      goal: 'Learn.',
      focus: 'Caches.',
      concepts: item('concept'),
      tools: item('tool'),
      project: { id: 'project-cache', label: 'Project', title: 'A cache', points: item('point') },
      readings: item('reading'),
      tasks: [{ id: 'task-morning', text: 'Morning (2 hours)', minutes: 120 }],
      checklist: item('check'),
      rubric: [
        { id: 'rubric-cache', text: 'Cache', weight: 60 },
        { id: 'rubric-tests', text: 'Tests', weight: 40 },
      ],
    },
  };
}

function fullWeek(): Fields {
  const levels = { below: 'None.', developing: 'Some.', proficient: 'Most.', staff: 'All.' };
  return {
    ...week(1),
    depth: 'full',
    level: 'beginner',
    leadsTo: ['week-02'],
    aliases: ['caching week'],
    outcomes: ['**Build** a cache.'],
    ledger: { problems: 1 },
    plan: {
      minutes: 150,
      floor: 120,
      ceiling: 200,
      days: [
        {
          day: 'Monday',
          blocks: [
            { task: 'task-morning', minutes: 120, text: 'Read.' },
            { minutes: 30, text: 'Build.' },
          ],
        },
      ],
    },
    tools: [{ item: 'tool-cache', uses: ['redis'] }],
    readings: [
      {
        id: 'read-kleppmann',
        item: 'reading-cache',
        source: 'kleppmann',
        alternative: 'sre-book',
        weight: 'core',
        free: false,
      },
    ],
    evidence: [{ item: 'check-cache', text: 'A test that passes.' }],
    rubric: [
      { item: 'rubric-cache', ...levels },
      { item: 'rubric-tests', ...levels },
    ],
    acceptance: Array.from({ length: 8 }, (_, index) => ({
      id: `at-${index + 1}`,
      text: '**Given** a **when** b **then** c.',
    })),
    selfCheck: selfCheck(),
    sources: [{ source: 'kleppmann' }],
  };
}

function fullModule(): Fields {
  return {
    kind: 'module',
    depth: 'full',
    title: 'Alerting quality',
    description,
    outline: {
      block: 'week-1',
      order: 1,
      items: [{ id: 'bullet-alerting', text: 'Alerting quality' }],
      retired: ['bullet-old'],
    },
    promise: 'You can say when to page.',
    why: 'Pages cost people. See [the week](week:week-01).',
    inOneMinute: ['**Page** on burn rate.', 'Ticket on the rest.', 'Copy the template.'],
    session: {
      before: 'Read the opening.',
      steps: [
        { minutes: 60, exercise: 'ex-1', text: 'In pairs.' },
        { minutes: 30, text: 'Compare.' },
      ],
      debrief: ['What changes on Monday?'],
    },
    assumes: ['You can read.'],
    prerequisites: ['week-01'],
    related: ['idempotency'],
    aliases: ['alert fatigue'],
    selfCheck: selfCheck(),
    sources: ['sre-workbook', 'sre-book', 'kleppmann', 'nygard'].map((id) => ({ source: id })),
  };
}

function selfCheck(): Fields[] {
  return Array.from({ length: 5 }, (_, index) => ({ id: `q-${index + 1}`, question: 'Why?', answer: 'Because.' }));
}

function fullBody(): string {
  const exercises = [1, 2, 3, 4].map(
    (number) =>
      `<Exercise id="ex-${number}" title="Count" minutes={10}>\nHow many?\n\n<Answer>\nTwo.\n</Answer>\n</Exercise>`,
  );
  return [
    '## Burn rate',
    `The [burn rate](term:burn-rate) of [the workbook](source:sre-workbook), in [](#fig-burn). ${prose}`,
    '<Example id="example-shop" title="A shop">\nNumbers.\n</Example>',
    '<Diagram id="fig-burn" file="alerting-quality/burn.dot" title="Burn" caption="It falls." alt="A line that falls from one to nothing in a month." />',
    '<Code file="alerting-quality/burn.ts" region="evaluate" title="Burn" />',
    ...['one', 'two'].map((id) => `<Predict id="predict-${id}" question="How many?">\n\nTwo.\n\n</Predict>`),
    '```text\n1 + 1 = 2\n```',
    '## At Staff scope',
    'Others.',
    '## Misconceptions',
    ...['One', 'Two', 'Three'].map((claim) => `<Misconception claim="${claim}">\nNo.\n</Misconception>`),
    '## Exercises',
    ...exercises,
  ].join('\n\n');
}

/** What stands at a key or index. @throws Error where nothing does: the test is wrong then */
export function at<Value>(
  values: Readonly<Record<string | number, Value>> | readonly Value[],
  key: string | number,
): Value {
  const value = (values as Readonly<Record<string | number, Value>>)[key];
  if (value === undefined) throw new Error(`the sample has nothing at "${key}"`);
  return value;
}

/** A draft as entries, the way a reader would hand them over. */
export function entriesOf(draft: Draft): Entries {
  const list = <Data>(
    name: string,
    schema: Schema & { parse: (data: unknown) => Data },
    fields: Record<string, Fields>,
  ) =>
    Object.entries(fields).map(([id, data]) =>
      toEntry<Data>(schema, { id, file: `${name}/${id}.yaml`, data: schema.parse(data) }),
    );
  return {
    cohort: cohort.parse({ name: 'Handbook', description: 'A handbook.', attribution: { text: 'Somebody' } }),
    pages: Object.entries(draft.pages).map(([id, { data, body }]) =>
      toPageEntry({ id, file: `docs/${id}.mdx`, data: pageFile.parse(data), body: bodyFacts(body), bodyStart: 1 }),
    ),
    terms: list('terms', term, draft.terms),
    sources: list('sources', source, draft.sources),
    tools: list('tools', tool, draft.tools),
    notes: list('notes', note, draft.notes),
    phrases: list('phrases', phrase, draft.phrases),
  };
}

/** What is wrong with a draft, one line a problem: `file key: message → cure`; body problems with their line. */
export function problemsOf(draft: Draft): string[] {
  const entries = entriesOf(draft);
  return checkHandbook(assemble(entries), entries).map(line);
}

function line({ file, line: number, key, message, cure }: Problem): string {
  return `${file}${number === undefined ? '' : `:${number}`}${key ? ` ${key}` : ''}: ${message}${cure ? ` → ${cure}` : ''}`;
}

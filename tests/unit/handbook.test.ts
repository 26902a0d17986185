import { describe, expect, test } from 'vitest';
import { buildHandbook } from '../../src/handbook/build.ts';
import { ContentError } from '../../src/handbook/problem.ts';
import { at, type Draft, entriesOf, problemsOf, sampleHandbook } from './sample-handbook.ts';

type Fields = Record<string, unknown>;
interface Plan {
  minutes: number;
  days: [{ day: string; blocks: [{ task?: string; minutes: number; text?: string }] }, ...unknown[]];
}

const moduleOf = (draft: Draft): Fields => at(draft.pages, 'modules/alerting-quality').data;
const weekOf = (draft: Draft): Fields => at(draft.pages, 'weeks/week-01').data;
const planOf = (draft: Draft): Plan => weekOf(draft)['plan'] as Plan;
const phasesOf = (draft: Draft) =>
  (
    at(draft.pages, 'tracks/roadmap').data['outline'] as {
      phases: { id: string; heading: string; title: string; weeks: string[] }[];
    }
  ).phases;
const body = (draft: Draft, page: string, mdx: string): void => {
  at(draft.pages, page).body = mdx;
};

const name = (number: number): string => `week-${String(number).padStart(2, '0')}`;

function addWeek(draft: Draft, number: number): void {
  const { data } = at(draft.pages, 'weeks/week-02');
  draft.pages[`weeks/${name(number)}`] = {
    data: { ...data, title: `Week ${number}`, outline: { ...(data['outline'] as Fields), number } },
    body: '',
  };
}

/** The sample with 24 weeks, all in its one phase. */
function programmeOf24(draft: Draft): void {
  for (let number = 3; number <= 24; number += 1) addWeek(draft, number);
  at(phasesOf(draft), 0).weeks = Array.from({ length: 24 }, (_, index) => name(index + 1));
}

/** One defect a row: what it is, how it gets in, and every word that is said about it. */
const defects: [string, (draft: Draft) => void, string[]][] = [
  [
    'prerequisite that is no page',
    (draft) => {
      moduleOf(draft)['prerequisites'] = ['week-01', 'week-7'];
    },
    [
      'docs/modules/alerting-quality.mdx prerequisites[1]: there is no page "week-7" → there are home, roadmap, staff, week-1, week-01, week-02, alerting-quality, idempotency',
    ],
  ],
  [
    'related page misspelt',
    (draft) => {
      moduleOf(draft)['related'] = ['idempotancy'];
    },
    ['docs/modules/alerting-quality.mdx related[0]: there is no page "idempotancy" → did you mean "idempotency"?'],
  ],
  [
    'related page that is a prerequisite',
    (draft) => {
      moduleOf(draft)['related'] = ['week-01'];
    },
    [
      'docs/modules/alerting-quality.mdx related[0]: "week-01" is a prerequisite already → take it out of one of the two lists',
    ],
  ],
  [
    'page that names itself',
    (draft) => {
      moduleOf(draft)['related'] = ['alerting-quality'];
    },
    ['docs/modules/alerting-quality.mdx related[0]: the page names itself → take it out'],
  ],
  [
    'leadsTo that is no page',
    (draft) => {
      weekOf(draft)['leadsTo'] = ['week-20', 'week-02'];
    },
    [
      'docs/weeks/week-01.mdx leadsTo[0]: there is no page "week-20" → there are home, roadmap, staff, week-1, week-01, week-02, alerting-quality, idempotency',
    ],
  ],
  [
    'tool item that the outline does not have',
    (draft) => {
      weekOf(draft)['tools'] = [
        { item: 'tool-cahce', uses: ['redis'] },
        { item: 'tool-cache', uses: ['redis'] },
      ];
    },
    [
      'docs/weeks/week-01.mdx tools[0].item: the outline\'s tool list has no item "tool-cahce" → did you mean "tool-cache"?',
    ],
  ],
  [
    'tool that is not in the collection',
    (draft) => {
      weekOf(draft)['tools'] = [{ item: 'tool-cache', uses: ['redis', 'valkey'] }];
    },
    ['docs/weeks/week-01.mdx tools[0].uses[1]: there is no tool "valkey" → there is redis'],
  ],
  [
    'reading without its outline item, source and alternative',
    (draft) => {
      weekOf(draft)['readings'] = [
        { id: 'read-a', item: 'reading-cash', source: 'kleppman', alternative: 'sre-boek', weight: 'core', free: true },
      ];
    },
    [
      'docs/weeks/week-01.mdx readings[0].item: the outline\'s reading list has no item "reading-cash" → did you mean "reading-cache"?',
      'docs/weeks/week-01.mdx readings[0].source: there is no source "kleppman" → did you mean "kleppmann"?',
      'docs/weeks/week-01.mdx readings[0].alternative: there is no source "sre-boek" → did you mean "sre-book"?',
      'docs/weeks/week-01.mdx readings: nothing stands for "reading-cache" of the outline (“About reading”) → add "- item: reading-cache"',
    ],
  ],
  [
    'evidence for an item that is not on the checklist',
    (draft) => {
      weekOf(draft)['evidence'] = [{ item: 'check-cash', text: 'A.' }];
    },
    [
      'docs/weeks/week-01.mdx evidence[0].item: the outline\'s checklist has no item "check-cash" → did you mean "check-cache"?',
      'docs/weeks/week-01.mdx evidence: no entry is for the item of the checklist "check-cache" → add "- item: check-cache"',
    ],
  ],
  [
    'evidence twice for one item',
    (draft) => {
      weekOf(draft)['evidence'] = [
        { item: 'check-cache', text: 'A.' },
        { item: 'check-cache', text: 'B.' },
      ];
    },
    ['docs/weeks/week-01.mdx evidence[1].item: "check-cache" stands here twice → put the two together'],
  ],
  [
    'criterion without levels',
    (draft) => {
      (weekOf(draft)['rubric'] as unknown[]).pop();
    },
    [
      'docs/weeks/week-01.mdx rubric: no entry is for the criterion of the rubric "rubric-tests" → add "- item: rubric-tests"',
    ],
  ],
  [
    'plan with a task that the outline does not have',
    (draft) => {
      planOf(draft).days[0].blocks[0].task = 'task-evening';
    },
    [
      'docs/weeks/week-01.mdx plan.days[0].blocks[0].task: the outline\'s list of daily tasks has no item "task-evening" → did you mean "task-morning"?',
      'docs/weeks/week-01.mdx plan: nothing stands for "task-morning" of the outline (“Morning (2 hours)”) → write a block with task: task-morning',
    ],
  ],
  [
    'source that is not in the bibliography',
    (draft) => {
      (moduleOf(draft)['sources'] as { source: string }[]).push({ source: 'fowler-patterns' });
    },
    [
      'docs/modules/alerting-quality.mdx sources[4].source: there is no source "fowler-patterns" → there are kleppmann, nygard, sre-book, sre-workbook',
    ],
  ],
  [
    'source listed twice',
    (draft) => {
      (moduleOf(draft)['sources'] as { source: string }[]).push({ source: 'nygard' });
    },
    ['docs/modules/alerting-quality.mdx sources[4].source: "nygard" stands in sources twice → take one of them out'],
  ],
  [
    'term with a home and a relation that are not there',
    (draft) => {
      Object.assign(at(draft.terms, 'burn-rate'), { home: 'alerting-qualty', see: ['burn-rates'] });
    },
    [
      'terms/burn-rate.yaml home: there is no page "alerting-qualty" → did you mean "alerting-quality"?',
      'terms/burn-rate.yaml see[0]: there is no term and no page "burn-rates" → did you mean "burn-rate"?',
    ],
  ],
  [
    'note on an item that the outline does not have',
    (draft) => {
      at(draft.notes, 'sd-01')['on'] = ['week-01#concept-cash'];
    },
    ['notes/sd-01.yaml on[0]: the outline of week-01 has no item "concept-cash" → did you mean "concept-cache"?'],
  ],
  [
    'note on a page that is not there',
    (draft) => {
      at(draft.notes, 'sd-01')['on'] = ['week-03'];
    },
    [
      'notes/sd-01.yaml on[0]: there is no page "week-03" → there are home, roadmap, staff, week-1, week-01, week-02, alerting-quality, idempotency',
    ],
  ],
  [
    'phrases of a page that is not there, and of a section that it does not have',
    (draft) => {
      draft.phrases = { 'alert-quality': { top: ['noise'] }, idempotency: { 'from-outline': ['twice'] } };
    },
    [
      'phrases/alert-quality.yaml: there is no page "alert-quality" → did you mean "alerting-quality"?',
      'phrases/idempotency.yaml from-outline: idempotency has no section "from-outline" → did you mean "from-the-outline"?',
    ],
  ],
  [
    'link to a module, misspelt',
    (draft) => {
      body(draft, 'weeks/week-02', 'See\n[it](module:alerting-qualty).');
    },
    ['docs/weeks/week-02.mdx:2: there is no module "alerting-qualty" → did you mean "module:alerting-quality"?'],
  ],
  [
    'link to a week by the scheme of modules',
    (draft) => {
      body(draft, 'weeks/week-02', '[it](module:week-01)');
    },
    ['docs/weeks/week-02.mdx:1: "week-01" is no module but a page of kind week → did you mean "week:week-01"?'],
  ],
  [
    'link to a heading that is not there',
    (draft) => {
      body(draft, 'weeks/week-02', '[it](module:alerting-quality#burnrate)');
    },
    [
      'docs/weeks/week-02.mdx:1: the page alerting-quality has nothing with the id "burnrate" → did you mean "module:alerting-quality#burn-rate"?',
    ],
  ],
  [
    'link to an anchor of a term',
    (draft) => {
      body(draft, 'weeks/week-02', '[it](term:burn-rate#x)');
    },
    ['docs/weeks/week-02.mdx:1: "term:burn-rate#x" has an anchor, and a term has none → write "term:burn-rate"'],
  ],
  [
    'scheme misspelt',
    (draft) => {
      body(draft, 'weeks/week-02', '[it](modul:idempotency)');
    },
    [
      'docs/weeks/week-02.mdx:1: "modul:" is no kind of link; allowed are https: and module: week: project: track: block: page: term: source: tool: → did you mean "module:"?',
    ],
  ],
  [
    'link in the frontmatter',
    (draft) => {
      moduleOf(draft)['why'] = 'See [the week](week:week-1).';
    },
    [
      'docs/modules/alerting-quality.mdx why: "week-1" is no week but a page of kind block → did you mean "week:week-01"?',
    ],
  ],
  [
    'link in a data file',
    (draft) => {
      at(draft.tools, 'redis')['what'] = 'See [it](term:burnrate).';
    },
    ['tools/redis.yaml what: there is no term "burnrate" → did you mean "term:burn-rate"?'],
  ],
  [
    'citation of a source that the page does not list',
    (draft) => {
      body(draft, 'weeks/week-02', '[it](source:nygard)');
    },
    [
      'docs/weeks/week-02.mdx:1: the source "nygard" is cited here but is not among the page\'s sources → add "- source: nygard" to `sources` in docs/weeks/week-02.mdx',
    ],
  ],
  [
    'figure that is not there',
    (draft) => {
      body(draft, 'weeks/week-02', 'As [](#fig-burn) shows.');
    },
    [
      'docs/weeks/week-02.mdx:1: this page has nothing with the id "fig-burn" → give a heading or a component the id, or mend the link',
    ],
  ],
  [
    'link without text',
    (draft) => {
      body(draft, 'weeks/week-02', '[](week:week-01)');
    },
    [
      'docs/weeks/week-02.mdx:1: the link to "week:week-01" has no text → write what a reader would click on between the brackets',
    ],
  ],
  [
    'relative and root-absolute links',
    (draft) => {
      body(draft, 'weeks/week-02', '[a](../week-01/) and [b](/weeks/week-01/)');
    },
    [
      'docs/weeks/week-02.mdx:1: "../week-01/" is a path, which breaks when the site or the page moves → name the page by its id: `module:…`, `week:…`, `page:…`',
      'docs/weeks/week-02.mdx:1: "/weeks/week-01/" is a path, which breaks when the site or the page moves → name the page by its id: `module:…`, `week:…`, `page:…`',
    ],
  ],
  [
    'links that are not encrypted or run a script',
    (draft) => {
      body(draft, 'weeks/week-02', '[a](http://a.example/) and [b](javascript:alert(1))');
    },
    [
      'docs/weeks/week-02.mdx:1: "http://a.example/" is not encrypted → write https://, or put the address in backticks if it is an example',
      'docs/weeks/week-02.mdx:1: "javascript:" is no kind of link; allowed are https: and module: week: project: track: block: page: term: source: tool:',
    ],
  ],
  [
    'address of a source',
    (draft) => {
      body(draft, 'weeks/week-02', '[a](https://books.example/nygard)');
    },
    [
      'docs/weeks/week-02.mdx:1: "https://books.example/nygard" stands in the bibliography or among the tools → write "source:nygard"',
    ],
  ],
  [
    'raw HTML',
    (draft) => {
      body(draft, 'weeks/week-02', '<b>bold</b>');
    },
    [
      'docs/weeks/week-02.mdx:1: <b> is raw HTML → write Markdown, or a component of the authoring kit; put code in backticks',
    ],
  ],
  [
    'component misspelt',
    (draft) => {
      body(draft, 'weeks/week-02', '<OutlineItm id="concept-cache" />');
    },
    ['docs/weeks/week-02.mdx:1: there is no component <OutlineItm> in the authoring kit → did you mean "OutlineItem"?'],
  ],
  [
    'component without an attribute, with one misspelt',
    (draft) => {
      body(draft, 'weeks/week-02', '<Code fil="a.ts" />');
    },
    [
      'docs/weeks/week-02.mdx:1: <Code> has no file → write <Code file="…">',
      'docs/weeks/week-02.mdx:1: <Code> has no title → write <Code title="…">',
      'docs/weeks/week-02.mdx:1: <Code> knows no attribute "fil" → did you mean "file"?',
    ],
  ],
  [
    'import in a week',
    (draft) => {
      body(draft, 'weeks/week-02', "import X from './x.astro'\n");
    },
    ['docs/weeks/week-02.mdx:1: there is an import → components of the authoring kit need none'],
  ],
  [
    'JavaScript in the text',
    (draft) => {
      body(draft, 'weeks/week-02', 'A set {1 + 1} here.');
    },
    [
      'docs/weeks/week-02.mdx:1: "{1 + 1}" is JavaScript to MDX → put code in backticks; write a brace of the text as \\{',
    ],
  ],
  [
    'image from elsewhere without alternative',
    (draft) => {
      body(draft, 'weeks/week-02', '![](https://a.example/x.png)');
    },
    [
      'docs/weeks/week-02.mdx:1: the image "https://a.example/x.png" is fetched from elsewhere → put the file beside the page and write ./name.png',
      'docs/weeks/week-02.mdx:1: the image "https://a.example/x.png" has no text alternative → say between the brackets what it shows',
    ],
  ],
  [
    'fenced code',
    (draft) => {
      body(draft, 'weeks/week-02', '```ts\n1\n```\n');
    },
    [
      'docs/weeks/week-02.mdx:1: the fenced block is ts, and code on this page has to be a tested file → put it into src/content/artefacts and include it with <Code file="…" />; only ```text is fenced',
    ],
  ],
  [
    'figure of another kind of file',
    (draft) => {
      body(draft, 'weeks/week-02', '<Plot id="fig-a" file="a.dot" title="t" caption="c" alt="short" />');
    },
    [
      'docs/weeks/week-02.mdx:1: the alt of <Plot> has 5 characters, at least 20 are needed → say all that the figure says',
      'docs/weeks/week-02.mdx:1: <Plot> draws a file that ends in .plot.ts, not "a.dot"',
    ],
  ],
  [
    'exercise without answer',
    (draft) => {
      body(
        draft,
        'weeks/week-02',
        '<Exercise id="ex-a" title="t" minutes={5}>\nWhy?\n</Exercise>\n\n<Answer>\nSo.\n</Answer>',
      );
    },
    [
      'docs/weeks/week-02.mdx:1: the exercise "ex-a" has no <Answer> → write <Answer> … </Answer> at its end',
      'docs/weeks/week-02.mdx:5: <Answer> stands outside of <Exercise> → move it into the <Exercise> it belongs to',
    ],
  ],
  [
    'outline item of another page, edition note and story that are not there',
    (draft) => {
      body(
        draft,
        'weeks/week-02',
        '<OutlineItem id="bullet-alerting" />\n\n<EditionNote id="sd-02" />\n\n<Story source="nygard" title="t">\nIt broke.\n</Story>',
      );
    },
    [
      'docs/weeks/week-02.mdx:1: the outline of this page has no item "bullet-alerting" → there are concept-cache, project-cache, point-cache',
      'docs/weeks/week-02.mdx:3: there is no edition note "sd-02" → there is sd-01',
      'docs/weeks/week-02.mdx:5: the source "nygard" is cited here but is not among the page\'s sources → add "- source: nygard" to `sources`',
    ],
  ],
  [
    'outline item that stands on the page already',
    (draft) => body(draft, 'weeks/week-02', '<OutlineItem id="check-cache" />'),
    [
      'docs/weeks/week-02.mdx:1: "check-cache" has a place of its own on the page and would stand there twice → take the component out, or put a concept, the project or a point of it',
    ],
  ],
  [
    'two pages with one id',
    (draft) => {
      draft.pages['guides/week-02'] = { data: { kind: 'page', title: 'Other', description: 'Other.' }, body: '' };
    },
    [
      'docs/guides/week-02.mdx: the page id "week-02" is taken by docs/weeks/week-02.mdx → rename one of the two files: a page’s id is the last part of its path',
    ],
  ],
  [
    'id without its prefix',
    (draft) => {
      body(draft, 'weeks/week-02', '<DataTable id="costs" caption="c">\nx\n</DataTable>');
    },
    [
      'docs/weeks/week-02.mdx:1: the id "costs" has to begin with "table-" and go on in lower-case words joined by hyphens → for example "table-costs"',
    ],
  ],
  [
    'question without its prefix',
    (draft) => {
      Object.assign(at(moduleOf(draft)['selfCheck'] as object[], 0), { id: 'question-1' });
    },
    [
      'docs/modules/alerting-quality.mdx selfCheck[0].id: the id "question-1" has to begin with "q-" and go on in lower-case words joined by hyphens → for example "q-question-1"',
    ],
  ],
  [
    'id used twice',
    (draft) => {
      Object.assign(at(moduleOf(draft)['selfCheck'] as object[], 0), { id: 'q-2' });
    },
    [
      'docs/modules/alerting-quality.mdx selfCheck[1].id: the id "q-2" stands for two things of this page: selfCheck[0] and selfCheck[1] → give the newer one another id',
    ],
  ],
  [
    'heading and component of one id',
    (draft) => {
      body(
        draft,
        'weeks/week-02',
        '## Ex a\n\n<Exercise id="ex-a" title="t" minutes={5}>\n<Answer>\nSo.\n</Answer>\n</Exercise>',
      );
    },
    [
      'docs/weeks/week-02.mdx:1: the id "ex-a" stands for two things of this page: <Exercise> and the heading “Ex a” → word the heading differently',
    ],
  ],
  [
    'heading that is a section of the shell',
    (draft) => {
      body(draft, 'weeks/week-02', '## Plan');
    },
    [
      'docs/weeks/week-02.mdx:1: the id "plan" stands for two things of this page: a section of every such page and the heading “Plan” → word the heading differently',
    ],
  ],
  [
    'link to a section of the shell, misspelt',
    (draft) => {
      body(draft, 'weeks/week-02', '[a](#check-list)');
    },
    ['docs/weeks/week-02.mdx:1: this page has nothing with the id "check-list" → did you mean "#checklist"?'],
  ],
  [
    'retired id used again',
    (draft) => {
      (moduleOf(draft)['outline'] as { items: object[] }).items.push({ id: 'bullet-old', text: 'New' });
    },
    [
      'docs/modules/alerting-quality.mdx outline.retired: the id "bullet-old" stands for two things of this page: outline.items[1] and an item that has left the outline → give the newer one another id',
    ],
  ],
  [
    'two pages of one title',
    (draft) => {
      at(draft.pages, 'modules/idempotency').data['title'] = 'Alerting Quality';
    },
    [
      'docs/modules/idempotency.mdx title: "Alerting Quality" is the name of two things: page:alerting-quality (docs/modules/alerting-quality.mdx) and page:idempotency → reword or remove one of the two; a term may be called like its home page',
    ],
  ],
  [
    'alias that is another page’s title',
    (draft) => {
      moduleOf(draft)['aliases'] = ['idempotency'];
    },
    [
      'docs/modules/idempotency.mdx title: "Idempotency" is the name of two things: page:alerting-quality (docs/modules/alerting-quality.mdx) and page:idempotency → reword or remove one of the two; a term may be called like its home page',
    ],
  ],
  [
    'two terms of one alias',
    (draft) => {
      draft.terms['budget-burn'] = {
        term: 'Budget burn',
        aliases: ['error-budget burn'],
        definition: 'It.',
        home: 'idempotency',
      };
    },
    [
      'terms/budget-burn.yaml aliases[0]: "error-budget burn" is the name of two things: term:burn-rate (terms/burn-rate.yaml) and term:budget-burn → reword or remove one of the two; a term may be called like its home page',
    ],
  ],
  [
    'term called like a page that is not its home',
    (draft) => {
      at(draft.terms, 'burn-rate')['aliases'] = ['Idempotency'];
    },
    [
      'terms/burn-rate.yaml aliases[0]: "Idempotency" is the name of two things: page:idempotency (docs/modules/idempotency.mdx) and term:burn-rate → reword or remove one of the two; a term may be called like its home page',
    ],
  ],
  [
    'alias that is the name already',
    (draft) => {
      at(draft.tools, 'redis')['aliases'] = ['Redis'];
    },
    ['tools/redis.yaml aliases[0]: "Redis" is a name of this tool already → take it out of the aliases'],
  ],
  [
    'week 25 in a programme of 24',
    (draft) => {
      programmeOf24(draft);
      addWeek(draft, 25);
    },
    [
      'docs/weeks/week-25.mdx outline.number: week 25 in a programme of 24 → number the weeks from 1 to 24, or add the week to a phase of the roadmap',
    ],
  ],
  [
    'missing week',
    (draft) => {
      programmeOf24(draft);
      delete draft.pages['weeks/week-07'];
    },
    [
      'docs/tracks/roadmap.mdx outline.phases[0].weeks[6]: there is no week "week-07" → write src/content/docs/weeks/week-07.mdx',
    ],
  ],
  [
    'week number twice',
    (draft) => {
      at(draft.pages, 'weeks/week-02').data = {
        ...at(draft.pages, 'weeks/week-02').data,
        outline: { ...(at(draft.pages, 'weeks/week-02').data['outline'] as object), number: 1 },
      };
    },
    [
      'docs/weeks/week-02.mdx outline.number: week 1 is there already: docs/weeks/week-01.mdx → give each week a number of its own',
    ],
  ],
  [
    'week in two phases',
    (draft) => {
      phasesOf(draft).push({ id: 'weeks-03-04', heading: 'H', title: 'T', weeks: ['week-02'] });
    },
    [
      'docs/tracks/roadmap.mdx outline.phases[1].weeks[0]: "week-02" is listed in two phases: weeks-01-02 and weeks-03-04 → leave it in one of them',
    ],
  ],
  [
    'week whose phase does not list it',
    (draft) => {
      at(phasesOf(draft), 0).weeks = ['week-01'];
    },
    [
      'docs/weeks/week-02.mdx outline.number: week 2 in a programme of 1 → number the weeks from 1 to 1, or add the week to a phase of the roadmap',
    ],
  ],
  [
    'module in a block that is not there',
    (draft) => {
      Object.assign(moduleOf(draft)['outline'] as object, { block: 'week-2' });
    },
    ['docs/modules/alerting-quality.mdx outline.block: there is no block "week-2" → there is week-1'],
  ],
  [
    'two modules at one position',
    (draft) => {
      Object.assign(moduleOf(draft)['outline'] as object, { order: 2 });
    },
    [
      'docs/modules/idempotency.mdx outline.order: the position 2 is taken by docs/modules/alerting-quality.mdx → give each its own',
    ],
  ],
  [
    'week in the wrong folder',
    (draft) => {
      draft.pages['modules/week-02'] = at(draft.pages, 'weeks/week-02');
      delete draft.pages['weeks/week-02'];
    },
    [
      'docs/modules/week-02.mdx kind: a page of kind week cannot stand at "modules/week-02" → its address has to be like "weeks/week-09"',
    ],
  ],
  [
    'cycle of prerequisites',
    (draft) => {
      at(draft.pages, 'weeks/week-01').data['prerequisites'] = ['idempotency'];
    },
    [
      'docs/weeks/week-01.mdx prerequisites[0]: the prerequisites go round in a circle: week-01 → idempotency → alerting-quality → week-01 → take one of them out, or put it under `related`',
    ],
  ],
  [
    'prerequisite that comes later',
    (draft) => {
      at(draft.pages, 'weeks/week-01').data['prerequisites'] = ['week-02'];
      at(draft.pages, 'weeks/week-02').data['prerequisites'] = [];
    },
    [
      'docs/weeks/week-01.mdx prerequisites[0]: week 1 needs week 2, which comes later → name an earlier week, or put it under `leadsTo`',
    ],
  ],
  [
    'rubric of 95',
    (draft) => {
      Object.assign(at((weekOf(draft)['outline'] as { rubric: object[] }).rubric, 0), { weight: 55 });
    },
    [
      'docs/weeks/week-01.mdx outline.rubric: the weights of the rubric sum to 95, not 100 → mend them in the outline and import it again',
    ],
  ],
  [
    'plan that does not sum',
    (draft) => {
      planOf(draft).minutes = 160;
    },
    [
      'docs/weeks/week-01.mdx plan.minutes: the plan claims 160 minutes, its blocks sum to 150 → write 150, or mend the blocks',
    ],
  ],
  [
    'floor and ceiling on the wrong side',
    (draft) => {
      Object.assign(planOf(draft), { floor: 160, ceiling: 140 });
    },
    [
      "docs/weeks/week-01.mdx plan.floor: the floor of 160 minutes is above the plan's 150 → the floor is the least that passes, the ceiling has the stretch goals",
      "docs/weeks/week-01.mdx plan.ceiling: the ceiling of 140 minutes is below the plan's 150 → the floor is the least that passes, the ceiling has the stretch goals",
    ],
  ],
  [
    'day planned twice',
    (draft) => {
      planOf(draft).days.push({ day: 'Monday', blocks: [{ minutes: 10, text: 'More.' }] });
      planOf(draft).minutes = 160;
    },
    ['docs/weeks/week-01.mdx plan.days[1].day: Monday is planned twice → put its blocks together'],
  ],
  [
    'task with other minutes than the outline',
    (draft) => {
      planOf(draft).days[0].blocks[0].minutes = 90;
      planOf(draft).minutes = 120;
    },
    [
      'docs/weeks/week-01.mdx plan.days[0].blocks[0].minutes: the outline gives 120 minutes to "task-morning", this block 90 → write the outline’s minutes; what comes on top is a block without `task`',
    ],
  ],
  [
    'source that nobody cites',
    (draft) => {
      draft.sources['fowler'] = { authors: ['F'], title: 'Unread', type: 'book', free: true, checked: '2026-11-01' };
    },
    [
      'sources/fowler.yaml: no page refers to this source → list it under `sources` or `readings` of a page, or delete the file',
    ],
  ],
  [
    'tool that nobody uses',
    (draft) => {
      draft.tools['valkey'] = { name: 'Valkey', what: 'A cache.', free: true };
    },
    [
      'tools/valkey.yaml: no page refers to this tool → name it under `tools` of a week, or link to it with `tool:`, or delete the file',
    ],
  ],
  [
    'term that its home does not link to',
    (draft) => {
      draft.terms['page'] = { term: 'Page', definition: 'A call.', home: 'alerting-quality' };
    },
    [
      'terms/page.yaml home: the page "alerting-quality" is the home of "page" but does not link to it → write [Page](term:page) where docs/modules/alerting-quality.mdx explains it, or name another home',
    ],
  ],
  [
    'session that does not add up and names an exercise that is not there',
    (draft) => {
      moduleOf(draft)['session'] = {
        before: 'Read the opening.',
        steps: [
          { minutes: 40, exercise: 'ex-1', text: 'In pairs.' },
          { minutes: 40, exercise: 'ex-11', text: 'In pairs.' },
        ],
        debrief: ['What changes on Monday?'],
      };
    },
    [
      'docs/modules/alerting-quality.mdx session.steps: the steps of the session sum to 80 minutes, not 90 → change the minutes of a step',
      'docs/modules/alerting-quality.mdx session.steps[1].exercise: the page has no exercise "ex-11" → there are ex-1, ex-2, ex-3, ex-4',
    ],
  ],
  [
    'full module without its fields',
    (draft) => {
      const data = moduleOf(draft);
      for (const key of ['promise', 'why', 'inOneMinute', 'session', 'assumes', 'selfCheck'])
        Reflect.deleteProperty(data, key);
      data['description'] = 'Short.';
    },
    [
      'docs/modules/alerting-quality.mdx description: the description has 6 characters; a full page has 110 to 170 → say in one sentence what the reader gets',
      'docs/modules/alerting-quality.mdx selfCheck: a full module has at least 5 questions with answers, this one 0 → write it, or say depth: outline',
      'docs/modules/alerting-quality.mdx promise: a full module has "promise", this one has not → write it, or say depth: outline',
      'docs/modules/alerting-quality.mdx why: a full module has "why", this one has not → write it, or say depth: outline',
      'docs/modules/alerting-quality.mdx inOneMinute: a full module has at least 3 lines that stand alone, this one 0 → write it, or say depth: outline',
      'docs/modules/alerting-quality.mdx session: a full module has "session", this one has not → write it, or say depth: outline',
      'docs/modules/alerting-quality.mdx assumes: a full module has at least 1 thing that it takes for granted, this one 0 → write it, or say depth: outline',
    ],
  ],
  [
    'full module with an empty body',
    (draft) => {
      body(draft, 'modules/alerting-quality', '[burn rate](term:burn-rate)');
      body(draft, 'weeks/week-02', '');
    },
    [
      'docs/modules/alerting-quality.mdx session.steps[0].exercise: the page has no exercise "ex-1" → name the id of an <Exercise>, or leave the key out',
      'docs/modules/alerting-quality.mdx depth: a full module has at least 1 worked example, this one 0 → write <Example id="example-…" title="…">',
      'docs/modules/alerting-quality.mdx depth: a full module has at least 2 predictions, this one 0 → write <Predict id="predict-…" question="…">',
      'docs/modules/alerting-quality.mdx depth: a full module has at least 1 figure, this one 0 → draw it with <Diagram>, <Plot>, <Sequence>, <Timeline>',
      'docs/modules/alerting-quality.mdx depth: a full module has at least 1 artefact, this one 0 → write <Code file="…" /> or <Template file="…" title="…">',
      'docs/modules/alerting-quality.mdx depth: a full module has at least 3 misconceptions, this one 0 → write <Misconception claim="…">',
      'docs/modules/alerting-quality.mdx depth: a full module has at least 4 exercises, this one 0 → write <Exercise id="ex-…" title="…" minutes={30}> with an <Answer>',
      'docs/modules/alerting-quality.mdx depth: a full module has a section “At Staff scope”, this one has none → write ## At Staff scope',
      'docs/modules/alerting-quality.mdx depth: the body has 2 words of prose; a full module has 2000 to 4800 → write what is missing, cut what is not needed, or say depth: outline',
    ],
  ],
  [
    'full week without its fields',
    (draft) => {
      const data = weekOf(draft);
      for (const key of [
        'level',
        'ledger',
        'plan',
        'outcomes',
        'evidence',
        'rubric',
        'leadsTo',
        'readings',
        'acceptance',
      ])
        Reflect.deleteProperty(data, key);
    },
    [
      'docs/weeks/week-01.mdx level: a full week has "level", this one has not → write it, or say depth: outline',
      'docs/weeks/week-01.mdx ledger: a full week has "ledger", this one has not → write it, or say depth: outline',
      'docs/weeks/week-01.mdx plan: a full week has "plan", this one has not → write it, or say depth: outline',
      'docs/weeks/week-01.mdx outcomes: a full week has at least 1 outcome, this one 0 → write it, or say depth: outline',
      'docs/weeks/week-01.mdx leadsTo: a full week has at least 1 page that it prepares for, this one 0 → write it, or say depth: outline',
      'docs/weeks/week-01.mdx acceptance: a full week has at least 8 acceptance tests, this one 0 → write it, or say depth: outline',
      'docs/weeks/week-01.mdx evidence: a full week has at least 1 entries, one for each item of the checklist, this one 0 → write it, or say depth: outline',
      'docs/weeks/week-01.mdx rubric: a full week has at least 2 entries, one for each criterion, this one 0 → write it, or say depth: outline',
      'docs/weeks/week-01.mdx readings: nothing stands for "reading-cache" of the outline (“About reading”) → add "- item: reading-cache"',
    ],
  ],
  [
    'full week with a task left out of the plan',
    (draft) => {
      delete planOf(draft).days[0].blocks[0].task;
    },
    [
      'docs/weeks/week-01.mdx plan: nothing stands for "task-morning" of the outline (“Morning (2 hours)”) → write a block with task: task-morning',
    ],
  ],
];

describe('the handbook says of each defect', () => {
  test.each(defects)('%s', (_, damage, expected) => {
    const draft = sampleHandbook();
    damage(draft);
    expect(problemsOf(draft)).toEqual(expected);
  });
});

test('a sound handbook has no problem and is built with phases, blocks and backlinks', () => {
  expect(problemsOf(sampleHandbook())).toEqual([]);
  const handbook = buildHandbook(entriesOf(sampleHandbook()));
  expect(handbook.phases.map(({ id, weeks }) => [id, weeks.map((week) => week.id)])).toEqual([
    ['weeks-01-02', ['week-01', 'week-02']],
  ]);
  expect(handbook.blocks.map(({ page, modules }) => [page.id, modules.map((module) => module.id)])).toEqual([
    ['week-1', ['alerting-quality', 'idempotency']],
  ]);
  const backlinks = (key: string) => handbook.backlinks.get(key)?.map(({ page, reason }) => `${page.id} ${reason}`);
  expect(backlinks('page:week-01')).toEqual(['week-02 prerequisite', 'alerting-quality prerequisite']);
  expect(backlinks('page:alerting-quality')).toEqual(['week-02 mentions', 'idempotency prerequisite']);
  expect(backlinks('tool:redis')).toEqual(['week-01 uses']);
});

test('links in inline Markdown of the frontmatter make backlinks', () => {
  const draft = sampleHandbook();
  moduleOf(draft)['prerequisites'] = [];
  const handbook = buildHandbook(entriesOf(draft));
  expect(handbook.backlinks.get('page:week-01')?.map(({ page, reason }) => `${page.id} ${reason}`)).toContain(
    'alerting-quality mentions',
  );
});

test('all problems are thrown at once, sorted by place and without a stack', () => {
  const draft = sampleHandbook();
  moduleOf(draft)['related'] = ['nowhere'];
  planOf(draft).minutes = 160;
  let thrown: unknown;
  try {
    buildHandbook(entriesOf(draft));
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ContentError);
  expect((thrown as ContentError).stack).toBeUndefined();
  expect((thrown as ContentError).message).toBe(
    [
      '2 problems in the content:',
      '',
      'docs/modules/alerting-quality.mdx  related[0]',
      '    there is no page "nowhere"',
      '    → there are home, roadmap, staff, week-1, week-01, week-02, alerting-quality, idempotency',
      '',
      'docs/weeks/week-01.mdx  plan.minutes',
      '    the plan claims 160 minutes, its blocks sum to 150',
      '    → write 150, or mend the blocks',
      '',
    ].join('\n'),
  );
});

test('a reference to a page that could not be read is not called dangling, and nothing is called unused', () => {
  const draft = sampleHandbook();
  delete draft.pages['modules/idempotency'];
  draft.tools['valkey'] = { name: 'Valkey', what: 'A cache.', free: true };
  const { unread: _, ...entries } = entriesOf(draft);
  expect(() => buildHandbook(entries)).toThrow(/no page "idempotency"[\s\S]*no page refers to this tool/);
  expect(() => buildHandbook({ ...entries, unread: new Set(['page:idempotency']) })).not.toThrow();
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { checkContent } from '../../src/disk/check-content.ts';
import { at, type Draft, sampleHandbook } from './sample-handbook.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'content-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** Writes a draft as the files of a repository. */
function publish(draft: Draft): void {
  for (const [id, { data, body }] of Object.entries(draft.pages))
    write(`src/content/docs/${id}.mdx`, `---\n${stringify(data)}---\n${body}`);
  for (const name of ['terms', 'sources', 'tools', 'notes'] as const) {
    for (const [id, data] of Object.entries(draft[name])) write(`src/content/${name}/${id}.yaml`, stringify(data));
  }
  write(
    'src/cohort/settings.yaml',
    stringify({ name: 'Handbook', description: 'A handbook.', attribution: { text: 'Somebody' } }),
  );
  write('src/content/artefacts/alerting-quality/burn.dot', 'digraph { a -> b }');
  write(
    'src/content/artefacts/alerting-quality/burn.ts',
    '// #region evaluate\nexport const a = 1;\n// #endregion evaluate\n',
  );
}

const page = (fields: string, body = ''): string => `---\n${fields}\n---\n${body}`;
const plain = 'title: Other\ndescription: Another page.\nkind: page';
const term = 'term: Page\ndefinition: A call.\nhome: idempotency\n';

/** Report of the sample with some files written over it. */
async function reportWith(
  files: Record<string, string | Uint8Array>,
  damage: (draft: Draft) => void = () => undefined,
): Promise<string[]> {
  const draft = sampleHandbook();
  damage(draft);
  publish(draft);
  for (const [path, content] of Object.entries(files)) write(path, content);
  return (await checkContent(root)).problems.map(
    ({ file, line, key, message, cure }) =>
      `${file.replace('src/content/', '')}${line === undefined ? '' : `:${line}`}${key ? ` ${key}` : ''}: ${message}${cure ? ` → ${cure}` : ''}`,
  );
}

const guide = 'src/content/docs/guides/other.mdx';

/** One defect a row: what it is, the files that have it, and every word that is said about it. */
const defects: [string, Record<string, string | Uint8Array>, string[]][] = [
  [
    'typo in a key',
    { [guide]: page(`${plain}\nalises: [a]`) },
    ['docs/guides/other.mdx:5 alises: there is no key "alises" here → did you mean "aliases"?'],
  ],
  [
    'unknown key',
    { [guide]: page(`${plain}\nsidebar: false`) },
    [
      'docs/guides/other.mdx:5 sidebar: there is no key "sidebar" here → allowed are kind, aliases, sources, title, description, template, tableOfContents',
    ],
  ],
  [
    'typo in a nested key',
    {
      'src/content/docs/modules/more.mdx': page(
        'title: More\ndescription: More.\nkind: module\ndepth: outline\noutline: { block: week-1, order: 3, items: [{ id: bullet-a, text: a }] }\nselfCheck:\n  - id: q-a\n    question: Why?\n    anwser: So.',
      ),
    },
    [
      'docs/modules/more.mdx:8 selfCheck[0].answer: "answer" is missing → write it: One to four sentences.',
      'docs/modules/more.mdx:10 selfCheck[0].anwser: there is no key "anwser" here → did you mean "answer"?',
    ],
  ],
  [
    'missing title',
    { [guide]: page('description: Another page.\nkind: page') },
    ['docs/guides/other.mdx:2 title: "title" is missing → write it: Name of the page: unique, without HTML.'],
  ],
  [
    'missing kind',
    { [guide]: page('title: Other\ndescription: Another page.') },
    [
      'docs/guides/other.mdx:2 kind: "kind" is missing → write one of week, module, unit, track, block, programme, metrics, page',
    ],
  ],
  [
    'kind that is none',
    { [guide]: page('title: Other\ndescription: Another page.\nkind: modul') },
    [
      'docs/guides/other.mdx:4 kind: found "modul"; allowed are week, module, unit, track, block, programme, metrics, page → did you mean "module"?',
    ],
  ],
  [
    'wrong types',
    { [guide]: page('title: 24\ndescription:\nkind: page\naliases: one') },
    [
      'docs/guides/other.mdx:5 aliases: expected a list, found "one" → write a list: one line for each entry, beginning with "- "',
      'docs/guides/other.mdx:2 title: expected text, found the number 24 → put it in quotes: "24"',
      'docs/guides/other.mdx:3 description: expected text, found nothing → write a value behind the colon, or take the key out',
    ],
  ],
  [
    'value that is none of the allowed',
    {
      'src/content/sources/nygard.yaml':
        'authors: [N]\ntitle: Release it\ntype: boook\nfree: false\nchecked: 2026-13-01\nurl: http://a.example\n',
    },
    [
      'sources/nygard.yaml:3 type: found "boook"; allowed are book, chapter, paper, article, docs, standard, talk, report, post → did you mean "book"?',
      'sources/nygard.yaml:6 url: found "http://a.example": expected an https:// address',
      'sources/nygard.yaml:5 checked: found "2026-13-01": expected a date such as 2026-11-21',
    ],
  ],
  [
    'id with capitals',
    { 'src/content/terms/page.yaml': term.replace('idempotency', 'Idempotency') },
    ['terms/page.yaml:3 home: found "Idempotency": expected lower-case words joined by hyphens, such as "burn-rate"'],
  ],
  [
    'HTML in a title',
    { [guide]: page('title: Other</title>\ndescription: Another page.\nkind: page') },
    ['docs/guides/other.mdx:2 title: found "Other</title>": expected plain text without HTML'],
  ],
  [
    'list in inline Markdown',
    { 'src/content/terms/page.yaml': term.replace('A call.', '"- A call."') },
    [
      'terms/page.yaml:2 definition: expected inline Markdown, found a list → take the sign at its beginning out, or write \\ before it',
    ],
  ],
  [
    'unquoted colon',
    { [guide]: page('title: Week 4: Backend\ndescription: Another page.\nkind: page') },
    [
      'docs/guides/other.mdx:2: this is not YAML: a value with a colon in it has to stand in quotes: title: Week 4: Backend → write title: "Week 4: Backend"',
    ],
  ],
  [
    'unclosed quote',
    { [guide]: page('title: "Other\ndescription: Another page.\nkind: page') },
    [
      'docs/guides/other.mdx:2: this is not YAML: a quote is not closed, or something stands behind the closing one: title: "Other → close the quote; write \\" for a quote inside of double quotes',
    ],
  ],
  [
    'key twice',
    { [guide]: page(`${plain}\ntitle: Again`) },
    ['docs/guides/other.mdx:5: this is not YAML: the key stands here twice: title: Again → take one of the two out'],
  ],
  [
    'tab',
    { [guide]: page(`${plain}\naliases:\n\t- a`) },
    ['docs/guides/other.mdx:6: this is not YAML: the line is indented by a tab → indent by spaces'],
  ],
  [
    'value that begins with a backtick',
    { 'src/content/terms/page.yaml': term.replace('A call.', '`rate()` of calls.') },
    [
      'terms/page.yaml:2: this is not YAML: a value that begins with a sign such as ` * [ has to stand in quotes: definition: `rate()` of calls. → put the whole value between double quotes',
    ],
  ],
  [
    'value that begins with an asterisk',
    { 'src/content/terms/page.yaml': term.replace('A call.', '**A** call.') },
    [
      'terms/page.yaml:2: this is not YAML: a value that begins with a sign such as ` * [ has to stand in quotes: definition: **A** call. → put the whole value between double quotes',
    ],
  ],
  [
    'value cut off by a hash',
    { 'src/content/terms/page.yaml': term.replace('A call.', 'See issue #12.') },
    [
      'terms/page.yaml:2: the value ends before " #12.", because YAML takes that for a comment → put the whole value between double quotes',
    ],
  ],
  [
    'Latin-1',
    { [guide]: Buffer.concat([Buffer.from(page('title: Other\ndescription: Caf')), Buffer.from([0xe9, 0x0a])]) },
    [
      'docs/guides/other.mdx:5: the file is not UTF-8: it holds a byte that stands for no character → save it as UTF-8 (it may be Latin-1 or Windows-1252 now)',
    ],
  ],
  ['empty file', { [guide]: '' }, ['docs/guides/other.mdx: the file is empty → write its content, or delete it']],
  [
    'empty data file',
    { 'src/content/terms/page.yaml': '\n' },
    ['terms/page.yaml: the file is empty → write its content, or delete it'],
  ],
  [
    'no frontmatter',
    { [guide]: '# Other\n' },
    [
      'docs/guides/other.mdx:1: the page does not begin with frontmatter → begin the file with a line ---, then title, description and kind, then a line ---',
    ],
  ],
  [
    'frontmatter that does not end',
    { [guide]: `---\n${plain}\n` },
    ['docs/guides/other.mdx:1: the frontmatter does not end → write a line --- behind its last key'],
  ],
  [
    'component that is not closed',
    { [guide]: page(plain, '\nText.\n\n<MarginNote>\nAside.\n') },
    [
      'docs/guides/other.mdx:9: the body is not MDX: Expected a closing tag for `<MarginNote>` → close every component: <Name>…</Name> or <Name />, with blank lines around the Markdown inside',
    ],
  ],
  [
    'brace',
    { [guide]: page(plain, '\nA set {1, 2 here.\n') },
    [
      'docs/guides/other.mdx:7: the body is not MDX: Unexpected end of file in expression, expected a corresponding closing brace for `{` → to MDX, { begins JavaScript and < begins a component: put code in backticks, write \\{ and \\< in text',
    ],
  ],
  [
    'less-than sign',
    { [guide]: page(plain, '\nFewer than <5 of them.\n') },
    [
      'docs/guides/other.mdx:7: the body is not MDX: Unexpected character `5` (U+0035) before name, expected a character that can start a name, such as a letter, `$`, or `_` → to MDX, { begins JavaScript and < begins a component: put code in backticks, write \\{ and \\< in text',
    ],
  ],
  [
    'HTML comment',
    { [guide]: page(plain, '\n<!-- aside -->\n') },
    [
      'docs/guides/other.mdx:7: the body is not MDX: Unexpected character `!` (U+0021) before name, expected a character that can start a name, such as a letter, `$`, or `_` → write a comment as {/* … */}',
    ],
  ],
  [
    'missing image',
    { [guide]: page(plain, '\n![A chart](./chart.png)\n'), 'src/content/docs/guides/charts.png': 'png' },
    ['docs/guides/other.mdx:7: the image "./chart.png" is not there → did you mean "charts.png"?'],
  ],
  [
    'missing artefact',
    { [guide]: page(plain, '\n<Code file="alerting-quality/brun.ts" title="Burn" />\n') },
    [
      'docs/guides/other.mdx:7: <Code> names "alerting-quality/brun.ts", which is not there → did you mean "alerting-quality/burn.ts"?',
    ],
  ],
  [
    'missing region',
    { [guide]: page(plain, '\n<Code file="alerting-quality/burn.ts" region="evaluat" title="Burn" />\n') },
    [
      'docs/guides/other.mdx:7: src/content/artefacts/alerting-quality/burn.ts has no region "evaluat"; its regions are evaluate → did you mean "evaluate"?',
    ],
  ],
  [
    'artefact in a language that cannot be shown',
    {
      [guide]: page(plain, '\n<Code file="alerting-quality/burn.yml2" title="Burn" />\n'),
      'src/content/artefacts/alerting-quality/burn.yml2': 'a: 1\n',
    },
    [
      expect.stringMatching(
        /^docs\/guides\/other.mdx:7: no highlighting for "yml2"; did you mean "yml"\? .* → rename src\/content\/artefacts\/alerting-quality\/burn.yml2/,
      ) as string,
    ],
  ],
  [
    'graph that does not parse',
    { 'src/content/artefacts/alerting-quality/burn.dot': 'digraph { a -> }' },
    [
      "docs/modules/alerting-quality.mdx:69: the figure cannot be drawn: alerting-quality/burn.dot: syntax error in line 1 near '}' → mend src/content/artefacts/alerting-quality/burn.dot",
    ],
  ],
  [
    'figure with a wrong spec',
    {
      [guide]: page(
        plain,
        '\n<Timeline id="fig-a" file="alerting-quality/a.timeline.yaml" title="A" caption="B." alt="C, told in a whole sentence for everybody." />\n',
      ),
      'src/content/artefacts/alerting-quality/a.timeline.yaml':
        'axis: { kind: elapsed, unit: min, from: 0, to: 1 }\nlane: []\n',
    },
    [
      'docs/guides/other.mdx:7: the figure cannot be drawn: alerting-quality/a.timeline.yaml: the spec of this diagram is wrong:\n  lanes: Invalid input: expected array, received undefined\n  (top level): Unrecognized key: "lane" → mend src/content/artefacts/alerting-quality/a.timeline.yaml',
    ],
  ],
  [
    'name in capitals',
    { 'src/content/docs/guides/Other Page.mdx': page(plain) },
    [
      'docs/guides/Other Page.mdx: the name is not in lower-case words joined by hyphens → rename it to src/content/docs/guides/other-page.mdx',
    ],
  ],
  [
    'two pages that differ in case',
    { 'src/content/docs/guides/IDEMPOTENCY.mdx': page(plain), 'src/content/docs/guides/idempotency.mdx': page(plain) },
    [
      'docs/guides/IDEMPOTENCY.mdx: the name is not in lower-case words joined by hyphens → rename it to src/content/docs/guides/idempotency.mdx',
      'docs/guides/idempotency.mdx: its id is the same as that of src/content/docs/guides/IDEMPOTENCY.mdx → delete or rename one of the two',
    ],
  ],
  [
    'page in Markdown',
    { 'src/content/docs/guides/other.md': page(plain) },
    ['docs/guides/other.md: the name does not end in .mdx → rename it to src/content/docs/guides/other.mdx'],
  ],
  [
    'data file with the short ending',
    { 'src/content/terms/page.yml': term },
    ['terms/page.yml: the name does not end in .yaml → rename it to src/content/terms/page.yaml'],
  ],
  [
    'file that does not belong',
    { 'src/content/docs/guides/notes.txt': 'x' },
    [
      'docs/guides/notes.txt: this file does not belong here → here stand .mdx files; runnable files stand in src/content/artefacts',
    ],
  ],
  [
    'settings with a typo',
    {
      'src/cohort/settings.yaml':
        'name: Handbook\ndescription: A handbook.\nattribution: { text: Somebody }\nlangauge: en\n',
    },
    ['src/cohort/settings.yaml:4 langauge: there is no key "langauge" here → did you mean "language"?'],
  ],
];

describe('the check says of each defect', () => {
  test.each(defects)('%s', async (_, files, expected) => {
    expect(await reportWith(files)).toEqual(expected);
  });
});

test('a sound repository has no problem, with a byte-order mark and CRLF too', async () => {
  expect(await reportWith({ [guide]: `\uFEFF${page(plain, '\nText.\n').replaceAll('\n', '\r\n')}` })).toEqual([]);
});

test('all problems of all files stand in one report, and one that cannot be read brings no others with it', async () => {
  const report = await reportWith({ 'src/content/docs/modules/idempotency.mdx': 'title: None' }, (draft) => {
    at(draft.pages, 'weeks/week-02').body = '[a](module:idempotency) and [b](module:alerting-qualty)';
    Object.assign(at((at(draft.pages, 'weeks/week-01').data['outline'] as { rubric: object[] }).rubric, 0), {
      weight: 55,
    });
  });
  expect(report).toEqual([
    'docs/modules/idempotency.mdx:1: the page does not begin with frontmatter → begin the file with a line ---, then title, description and kind, then a line ---',
    'docs/weeks/week-02.mdx:46: there is no module "alerting-qualty" → did you mean "module:alerting-quality"?',
    'docs/weeks/week-01.mdx:36 outline.rubric: the weights of the rubric sum to 95, not 100 → mend them in the outline and import it again',
  ]);
});

describe('npm run check:content', () => {
  const run = (): { status: number; stdout: string; stderr: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/check-content.ts', '--root', root], {
      encoding: 'utf8',
    });
    return { status: status ?? -1, stdout, stderr };
  };

  test('ends with 0 and says how many pages it read', () => {
    publish(sampleHandbook());
    expect(run()).toEqual({ status: 0, stdout: 'The content is sound: 8 pages checked.\n', stderr: '' });
  });

  test('ends with 1 and prints file, line, key, cure and the nearest spelling, without a stack', () => {
    const draft = sampleHandbook();
    at(draft.pages, 'weeks/week-02').data['leadsTo'] = ['alerting-qualty'];
    draft.pages['weeks/week-25'] = {
      data: { ...at(draft.pages, 'weeks/week-02').data, title: 'More', leadsTo: [] },
      body: '',
    };
    Object.assign(draft.pages['weeks/week-25'].data, {
      outline: { ...(draft.pages['weeks/week-25'].data['outline'] as object), number: 25 },
    });
    publish(draft);
    const { status, stdout, stderr } = run();
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      [
        '2 problems in the content:',
        '',
        'src/content/docs/weeks/week-02.mdx:46  leadsTo[0]',
        '    there is no page "alerting-qualty"',
        '    → did you mean "alerting-quality"?',
        '',
        'src/content/docs/weeks/week-25.mdx:8  outline.number',
        '    week 25 in a programme of 2',
        '    → number the weeks from 1 to 2, or add the week to a phase of the roadmap',
        '',
        '',
      ].join('\n'),
    );
  });
});

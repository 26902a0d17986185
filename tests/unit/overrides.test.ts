import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCohortAssets } from '../../src/disk/cohort-assets.ts';
import { readContent } from '../../src/disk/read-content.ts';
import { acceptOverride, beginOverride } from '../../src/disk/write-override.ts';

let root = '';
const write = (file: string, text: string) => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
};
const settings = 'name: A\ndescription: B.\nattribution: { text: C }\n';
const page = (body: string) => `---\ntitle: Rules\ndescription: D.\nkind: page\n---\n${body}`;
const override = (keys: string, body: string) => `---\npage: rules\nsection: one\n${keys}---\n${body}`;
const headings = () => readContent(root).entries?.pages[0]?.body.headings.map(({ text }) => text);
const problems = () =>
  readContent(root).problems.map(({ file, line, key, message, cure }) => [file, line, key, message, cure]);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'overrides-'));
  write('src/cohort/settings.yaml', settings);
  write(
    'src/content/docs/rules.mdx',
    page('Before.\n\n## One\n\nText of one.\n\n### Part\n\nMore.\n\n## Two\n\nText of two.\n'),
  );
});
afterEach(() => rmSync(root, { recursive: true }));

describe('a section of a page', () => {
  it.for([
    ['before', '## Ours\n\nText.', ['Ours', 'One', 'Part', 'Two']],
    ['after', '## Ours\n\nText.', ['One', 'Part', 'Ours', 'Two']],
    ['instead', '## Ours\n\nText.', ['Ours', 'Two']],
    ['instead', 'Other text.', ['One', 'Two']],
    ['hide', '', ['Two']],
  ] as const)('is changed by a file that says %s', ([place, body, expected]) => {
    write('src/cohort/overrides/one.mdx', override(`place: ${place}\n`, body));
    expect(readContent(root).problems).toEqual([]);
    expect(headings()).toEqual(expected);
  });

  it('is changed on a page that was read before, also where that is the index of a folder', () => {
    write('src/content/docs/guide/index.mdx', page('## One\n\nText.\n\n## Two\n\nText.\n').replace('Rules', 'Guide'));
    const read = () =>
      readContent(root)
        .entries?.pages.find(({ route }) => route === 'guide')
        ?.body.headings.map(({ text }) => text);
    expect(read()).toEqual(['One', 'Two']);
    write('src/cohort/overrides/one.mdx', override('place: hide\n', '').replace('page: rules', 'page: guide'));
    expect(read()).toEqual(['Two']);
  });

  it('reports a mistake in the file that it stands in, with its own line', () => {
    write('src/cohort/overrides/one.mdx', override('place: after\n', 'Fine.\n\nA <b unclosed.\n'));
    expect(problems()[0]?.slice(0, 2)).toEqual(['src/cohort/overrides/one.mdx', 8]);
  });

  it('that is not there is named with the nearest', () => {
    write('src/cohort/overrides/one.mdx', override('place: hide\n', '').replace('section: one', 'section: onne'));
    expect(problems()).toEqual([
      ['src/cohort/overrides/one.mdx', 1, 'section', 'rules has no section "onne"', 'did you mean "one"?'],
    ]);
  });

  it('cannot be changed twice in the same way, on a page that is not there, or by nothing', () => {
    write('src/cohort/overrides/one.mdx', override('place: after\n', 'Text.'));
    write('src/cohort/overrides/other.mdx', override('place: after\n', 'Text.'));
    expect(problems().map(([, , , message]) => message)).toEqual([
      'src/cohort/overrides/one.mdx changes the same place already',
    ]);
    write('src/cohort/overrides/other.mdx', override('place: after\n', 'Text.').replace('page: rules', 'page: rulse'));
    expect(problems().map(([, , , message, cure]) => [message, cure])).toEqual([
      ['there is no page "rulse"', 'did you mean "rules"?'],
    ]);
    write('src/cohort/overrides/other.mdx', override('place: before\n', ''));
    expect(problems().map(([, , , message]) => message)).toEqual(['there is no text below the frontmatter']);
  });

  it.for([
    ['replaced', 'place: instead\n', 'Other text.'],
    ['changed in a part of it', 'place: instead\nsection: part\n', 'Other text.'],
    ['added to inside of it', 'place: before\nsection: part\n', 'More text.'],
  ])('cannot be hidden and %s', ([, keys = '', body = '']) => {
    write('src/cohort/overrides/one.mdx', override('place: hide\n', ''));
    write(
      'src/cohort/overrides/two.mdx',
      `---\npage: rules\n${/section/.test(keys) ? '' : 'section: one\n'}${keys}---\n${body}`,
    );
    expect(problems()).toEqual([
      [
        'src/cohort/overrides/two.mdx',
        1,
        'section',
        'src/cohort/overrides/one.mdx changes the same place already',
        'put the two together',
      ],
    ]);
    expect(headings()).toEqual(['Two']);
  });

  it('is remembered as it was, and shown when upstream has changed it', () => {
    beginOverride(root, 'rules', 'one', 'after');
    const file = 'src/cohort/overrides/rules--one--after.mdx';
    writeFileSync(join(root, file), `${readFileSync(join(root, file), 'utf8')}Ours.\n`);
    expect(readContent(root).stale).toEqual([]);
    write('src/content/docs/rules.mdx', page('## One\n\nAnother text.\n'));
    const [stale] = readContent(root).stale;
    expect(stale?.message).toContain('-Text of one.');
    expect(stale?.message).toContain('+Another text.');
    acceptOverride(root, 'rules', 'one');
    expect(readContent(root).stale).toEqual([]);
  });

  it('cannot be begun where it is not, and says what is', () => {
    expect(() => beginOverride(root, 'rules', 'onne', 'after')).toThrow(
      'rules has no section "onne"; did you mean "one"?',
    );
    expect(() => beginOverride(root, 'rulse', 'one', 'after')).toThrow('There is no page "rulse"');
    expect(() => beginOverride(root, 'rules', 'one', 'beside')).toThrow('There is no place "beside"');
  });
});

describe('files of the cohort', () => {
  it('that the settings name and that are not there are named, with the nearest', () => {
    write('src/cohort/settings.yaml', `${settings}logo: { file: logo.svg, alt: A bird }\n`);
    write('src/cohort/logos.svg', '<svg/>');
    const { entries } = readContent(root);
    expect(entries && [...checkCohortAssets(root, entries)]).toMatchObject([
      { key: 'logo.file', message: 'there is no file src/cohort/logo.svg', cure: 'did you mean "logos.svg"?' },
    ]);
  });

  it('are pages of their own, and stand for a page of upstream of the same path', () => {
    write('src/cohort/pages/house.mdx', page('Ours.'));
    write('src/cohort/pages/rules.mdx', page('## Only ours\n'));
    const files = readContent(root).entries?.pages.map(({ file }) => file);
    expect(files).toEqual(['src/cohort/pages/house.mdx', 'src/cohort/pages/rules.mdx']);
  });
});

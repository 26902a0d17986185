import { describe, expect, it } from 'vitest';
import { artefactPaths, artefactText, dedent, extractRegion, servedPath } from '../../src/components/kit/artefact.ts';
import { longestDelay, longestTotal } from '../../src/content/artefacts/authoring-kit/backoff.ts';

describe('servedPath', () => {
  it('serves what a browser would run as a page of the site as plain text', () => {
    expect(['a/form.html', 'a/logo.SVG', 'a/page.xhtml'].map(servedPath)).toEqual([
      'a/form.html.txt',
      'a/logo.SVG.txt',
      'a/page.xhtml.txt',
    ]);
    expect(['a/form.js', 'a/html.md', 'a/rules.yaml'].map(servedPath)).toEqual([
      'a/form.js',
      'a/html.md',
      'a/rules.yaml',
    ]);
  });
});

describe('extractRegion', () => {
  const source = [
    'class A {',
    '  // #region outer',
    '  a();',
    '',
    '  // #region inner',
    '    b();',
    '  // #endregion inner',
    '  // #endregion outer',
    '}',
  ].join('\n');
  it('takes the lines of a region, dedented, without markers inside', () => {
    expect(extractRegion(source, 'outer')).toBe('a();\n\n  b();');
    expect(extractRegion(source, 'inner')).toBe('b();');
  });
  it.each([
    ['# region x\na: 1\n# endregion x', 'a: 1'],
    ['# #region x\na = 1\n# #endregion x', 'a = 1'],
    ['-- #region x\nselect 1;\n-- #endregion x', 'select 1;'],
    ['<!-- #region x -->\ntext\n<!-- #endregion x -->', 'text'],
    ['// #region x\na\n// #endregion', 'a'],
  ])('knows the comments of other languages: %j', (text, region) => {
    expect(extractRegion(text, 'x')).toBe(region);
  });
  it('names the regions that exist', () => {
    expect(() => extractRegion(source, 'middle')).toThrow('there is no region "middle"; the regions are: outer, inner');
    expect(() => extractRegion('a', 'x')).toThrow('the file has no regions');
  });
  it('refuses a region that is not closed', () => {
    expect(() => extractRegion('// #region x\na', 'x')).toThrow('add "#endregion x"');
  });
});

describe('dedent', () => {
  it('keeps relative indentation and drops empty ends', () => {
    expect(dedent('\n    a\n      b\n\n    c\n  ')).toBe('a\n  b\n\nc');
  });
});

describe('artefacts', () => {
  it('are read whole without the markers of regions', () => {
    const text = artefactText('authoring-kit/backoff.ts');
    expect(text).toContain('export function longestTotal');
    expect(text).not.toContain('#region');
  });
  it('name the nearest file when there is none', () => {
    expect(() => artefactText('authoring-kit/backof.ts')).toThrow(
      'there is no file src/content/artefacts/authoring-kit/backof.ts; did you mean "authoring-kit/backoff.ts"?',
    );
    expect(() => artefactText('authoring-kit/backoff.ts', 'all')).toThrow(
      'authoring-kit/backoff.ts: there is no region "all"; the regions are: delay, total',
    );
  });
  it('are served, but not what only draws a figure', () => {
    expect(artefactPaths()).toContain('authoring-kit/backoff.ts');
    expect(artefactPaths().filter((path) => /\.(plot\.ts|dot|sequence\.yaml|timeline\.yaml)$/.test(path))).toEqual([]);
  });
});

describe('the numbers of the authors’ guide', () => {
  it('are computed by its code', () => {
    expect([1, 2, 3, 4, 5, 6].map((retry) => longestDelay(retry))).toEqual([100, 200, 400, 800, 1600, 2000]);
    expect([5, 6, 7].map(longestTotal)).toEqual([3100, 5100, 7100]);
    const capped = [1, 2, 3, 4, 5, 6].map((retry) => longestDelay(retry, 100, 1000));
    expect(capped.reduce((sum, delay) => sum + delay)).toBe(3500);
  });
});

import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkContent } from '../../src/disk/check-content.ts';
import { formatProblems } from '../../src/handbook/problem.ts';

const { problems, pages } = await checkContent(process.cwd());

test('the content of this repository has no problem', () => {
  expect(problems.length === 0 ? '' : formatProblems(problems)).toBe('');
});

test('the check has seen every page there is', () => {
  expect(pages).toBe(globSync(['src/content/docs/**/*.mdx', 'src/cohort/pages/**/*.mdx']).length);
});

// @ts-check
import { defineConfig, globalIgnores } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

/**
 * A folder may import only what stands after it in the flow of data; the message says why.
 * @param {string[]} files
 * @param {{ group: string[], message: string }[]} patterns
 */
const mayNotImport = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const astroModules = {
  group: ['astro:*', 'virtual:*'],
  message: 'Only src/load.ts, src/route-data.ts, pages and overrides may know Astro; pass values in as arguments.',
};
const node = {
  group: ['node:*'],
  message: 'This runs in the browser and in tests without a disk: read files in src/disk or src/build.',
};
const pages = { group: ['**/pages/**'], message: 'Nothing imports from pages: move the logic to src/handbook.' };
const content = {
  group: ['astro:content', '**/load.ts'],
  message: 'Components get the handbook through Astro.locals or props, so that they can be tested.',
};
/** @param {...string} folders */
const folders = (...folders) => ({
  group: folders.map((folder) => `**/${folder}/**`),
  message: 'Data flows one way: pages, route-data → load → handbook → schema; components and browser → handbook.',
});

export default defineConfig(
  globalIgnores([
    'dist',
    '.astro',
    'coverage',
    'node_modules',
    'src/content/artefacts/**/*.js',
    'src/content/kits',
    'tests/kits/*/**',
  ]),
  ...tseslint.configs.strict,
  ...astro.configs.recommended,
  { languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } } },
  {
    rules: {
      'no-undef': 'off', // TypeScript knows better.
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      complexity: ['error', 20],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-depth': ['error', 4],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  { files: ['src/**/*.{ts,astro}'], rules: { 'max-lines': ['error', { max: 280, skipBlankLines: true }] } },
  {
    files: ['scripts/**', 'src/build/**', 'src/content/artefacts/**', 'tests/browser/find-browser.ts'],
    rules: { 'no-console': 'off' },
  },

  mayNotImport(
    ['src/schema/**'],
    [
      astroModules,
      node,
      pages,
      folders('handbook', 'components', 'browser', 'build', 'disk', 'markdown', 'diagrams', 'outline'),
    ],
  ),
  mayNotImport(
    ['src/handbook/**'],
    [astroModules, node, pages, folders('components', 'browser', 'build', 'disk', 'markdown', 'diagrams', 'outline')],
  ),
  mayNotImport(
    ['src/diagrams/**'],
    [astroModules, node, pages, folders('handbook', 'components', 'browser', 'build', 'disk', 'markdown', 'outline')],
  ),
  mayNotImport(['src/outline/**'], [astroModules, pages, folders('components', 'browser', 'build', 'diagrams')]),
  mayNotImport(
    ['src/browser/**'],
    [astroModules, node, pages, folders('components', 'build', 'disk', 'markdown', 'diagrams', 'outline')],
  ),
  mayNotImport(['src/components/**'], [content, pages, folders('build', 'outline')]),
  mayNotImport(
    ['src/{markdown,disk,build}/**'],
    [{ ...astroModules, group: ['astro:*', 'virtual:*', '**/load.ts'] }, pages, folders('components')],
  ),
  mayNotImport(
    ['scripts/**'],
    [
      { ...astroModules, message: 'A script runs in plain Node, where Astro’s own modules do not exist.' },
      pages,
      { ...folders(), group: ['**/src/components/**', '**/src/browser/**'] },
    ],
  ),
  {
    files: ['src/{schema,handbook,diagrams}/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'document', message: 'No DOM here: the same code runs at build time.' },
        { name: 'window', message: 'No DOM here: the same code runs at build time.' },
        { name: 'process', message: 'No environment here: take it as an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'No “today” here: take the day as an argument, so that two builds are equal.',
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'No “today” here: take the day as an argument, so that two builds are equal.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'No chance here: two builds must be equal. Take a seed.',
        },
      ],
    },
  },
);

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkContent } from '../../src/build/check-content.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-'));
  mkdirSync(join(root, 'src/content/docs'), { recursive: true });
  mkdirSync(join(root, 'src/cohort'), { recursive: true });
  writeFileSync(join(root, 'src/cohort/settings.yaml'), 'name: A\ndescription: B.\nattribution: { text: C }\n');
});
afterEach(() => {
  rmSync(root, { recursive: true });
  vi.restoreAllMocks();
});

/** Runs the hook that Astro calls first, and says what it wrote and whether it ended the process. */
async function setUp(command: 'build' | 'dev'): Promise<{ printed: unknown[]; status: unknown[] }> {
  const print = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const hook = checkContent().hooks['astro:config:setup'];
  await hook?.({ config: { root: pathToFileURL(`${root}/`) }, command } as unknown as Parameters<typeof hook>[0]);
  return { printed: print.mock.calls.flat(), status: exit.mock.calls.flat() };
}

test('a build goes on when the content is sound', async () => {
  expect(await setUp('build')).toEqual({ printed: [], status: [] });
});

test('a build ends with 1 and the report, and nothing else', async () => {
  writeFileSync(join(root, 'src/content/docs/index.mdx'), '---\ntitel: Home\ndescription: Start.\nkind: page\n---\n');
  expect(await setUp('build')).toEqual({
    printed: [
      '2 problems in the content:\n\nsrc/content/docs/index.mdx:2  title\n    "title" is missing\n    → write it: Name of the page: unique, without HTML.\n\nsrc/content/docs/index.mdx:2  titel\n    there is no key "titel" here\n    → did you mean "title"?\n',
    ],
    status: [1],
  });
});

test('the development server starts in spite of a mistake', async () => {
  writeFileSync(join(root, 'src/content/docs/index.mdx'), '');
  expect((await setUp('dev')).status).toEqual([]);
});

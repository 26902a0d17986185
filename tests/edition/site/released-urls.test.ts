import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';

const { root, base } = inject('builds');
const list = 'tests/edition/site/released-urls.txt';
/** Where the list stood before. */
const before = 'tests/site/released-urls.txt';
const released = readFileSync(list, 'utf8')
  .split('\n')
  .filter((line) => line !== '');

describe('addresses that were released', () => {
  it('all lead somewhere: to their page, or by src/content/redirects.yaml to the one it has become', () => {
    const gone = [root, base].flatMap(({ folder }) =>
      released.filter((path) => !existsSync(join(folder, path, 'index.html'))),
    );
    expect(gone).toEqual([]);
  });

  it('are sorted, and as many as pages were promised', () => {
    expect(released).toEqual([...new Set(released)].sort());
    expect(released.length).toBeGreaterThanOrEqual(74);
  });

  // A copy without its history (a downloaded archive) cannot know what was in the list before.
  it.runIf(existsSync('.git'))('are never taken out of the list', () => {
    const history = execFileSync('git', ['log', '-p', '--format=', '--', list, before], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const once = new Set([...history.matchAll(/^[-+](\/.*)$/gm)].map(([, path]) => path));
    expect([...once].filter((path) => path !== undefined && !released.includes(path))).toEqual([]);
  });
});

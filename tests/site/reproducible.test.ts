import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';

const { root, again } = inject('builds');

/** Every file of a site with the hash of what is in it. */
function contents(folder: string): Record<string, string> {
  const files = globSync('**/*', { cwd: folder }).filter((file) => statSync(join(folder, file)).isFile());
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  return Object.fromEntries(files.sort().map((file) => [file, hash(file)]));
}

it('is the same to the byte in another folder, time zone and language, with nothing kept from before', () => {
  const first = contents(root.folder);
  expect(Object.keys(first).length).toBeGreaterThan(70);
  expect(contents(again.folder)).toEqual(first);
});

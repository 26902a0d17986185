import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pack } from '../lib/pack.mjs';
import { releases } from '../lib/places.mjs';

export const digestOf = (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
export const artefactOf = (digest) => join(releases, `${digest.replace('sha256:', '')}.tar`);

/**
 * Tests a folder, packs it and stores it under the SHA-256 of its bytes.
 * @throws where a test fails; then nothing is stored
 */
export async function build(folder) {
  await promisify(execFile)(process.execPath, ['--test'], { cwd: folder }).catch(({ stdout }) => {
    throw new Error(`${stdout}\nthe tests of ${folder} fail: nothing is stored`);
  });
  const bytes = pack(folder);
  const digest = digestOf(bytes);
  const path = artefactOf(digest);
  if (!existsSync(path)) {
    mkdirSync(releases, { recursive: true });
    writeFileSync(`${path}.part`, bytes);
    renameSync(`${path}.part`, path);
  }
  return digest;
}

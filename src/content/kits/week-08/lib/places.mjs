/** Where things are kept. Given. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const home = process.env.SHIP_HOME ?? 'var';
export const releases = join(home, 'releases');
export const folderOf = (name) => join(home, 'envs', name);
export const stateFile = (name) => join(home, 'state', `${name}.json`);
export const lockFile = (name) => join(home, 'state', `${name}.lock`);

/** The environment as its file describes it: `{ port, adminPort, maxconn, slots: { blue, green } }`. */
export function environment(name) {
  try {
    return JSON.parse(readFileSync(join(process.env.SHIP_ENVS ?? 'infra/envs', `${name}.json`), 'utf8'));
  } catch (error) {
    throw new Error(`there is no environment ${name}: ${error.message}`);
  }
}

/** A JSON file, or `otherwise` where there is none. */
export function readJson(path, otherwise) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return otherwise;
    throw error;
  }
}

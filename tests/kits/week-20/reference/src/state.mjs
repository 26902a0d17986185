// What the platform knows: JSON files in PLATFORM_HOME, changed under a lock.
import { mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const home = process.env.PLATFORM_HOME ?? join(process.cwd(), '.platform');
export const now = () => (process.env.SHOPCTL_NOW ? new Date(process.env.SHOPCTL_NOW) : new Date());

/** The platform works and says no; the message says why and what to do. */
export class Refused extends Error {}

/** The content of a file, or `empty` where there is none. */
export function load(name, empty) {
  try {
    return JSON.parse(readFileSync(join(home, name), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return empty;
    throw error;
  }
}

export function save(name, value) {
  const path = join(home, name);
  writeFileSync(`${path}.tmp`, JSON.stringify(value, null, 1));
  renameSync(`${path}.tmp`, path);
}

/** Runs `work` while no other shopctl does: two requests must not both see the last free place. */
export async function locked(work) {
  const lock = join(home, 'lock');
  for (const end = Date.now() + 20_000; ; ) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST' || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  try {
    return await work();
  } finally {
    rmdirSync(lock);
  }
}

/** The catalogue's entry of a service. Throws Refused where there is none. */
export function serviceNamed(name) {
  const entry = load('catalog.json', {})[name];
  if (entry === undefined) throw new Refused(`there is no service ${JSON.stringify(name)}; make it with: shopctl new service ${name}`);
  return entry;
}

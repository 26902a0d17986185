import { createHash, randomBytes } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildSite, type SiteBuild } from './site-build.ts';
import { copyTree } from './tree-copy.ts';

/** The builds that tests of the finished site look at. */
export interface Builds {
  /** At the root of a host, built in this tree. */
  root: SiteBuild;
  /** The same once more: in a fresh copy, in another time zone and language. */
  again: SiteBuild;
  /** Below a path that nobody could have written into the content. */
  base: SiteBuild;
}

declare module 'vitest' {
  export interface ProvidedContext {
    builds: Builds;
  }
}

const cache = resolve('node_modules/.cache/handbook');
const origin = 'https://handbook.example';

/** Vitest calls this once for each project that names it; the builds are made once. */
const shared = globalThis as { handbookBuilds?: Promise<Builds> };

export default async function setup(project: TestProject): Promise<void> {
  project.provide('builds', await (shared.handbookBuilds ??= builds()));
}

/** The builds of this tree; those of an earlier run where nothing has changed since. */
async function builds(): Promise<Builds> {
  const stamp = resolve(cache, 'builds.json');
  const now = fingerprint();
  if (existsSync(stamp)) {
    const { fingerprint: then, builds } = JSON.parse(readFileSync(stamp, 'utf8')) as {
      fingerprint: string;
      builds: Builds;
    };
    if (then === now) return builds;
  }
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const made = await makeBuilds();
  writeFileSync(stamp, JSON.stringify({ fingerprint: now, builds: made }));
  return made;
}

async function makeBuilds(): Promise<Builds> {
  const folder = (name: string) => resolve(cache, name);
  const tree = process.cwd();
  const root = await buildSite({ tree, folder: folder('root'), url: `${origin}/` });
  const copy = copyTree('again');
  try {
    const abroad = { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' };
    const again = await buildSite({ tree: copy, folder: folder('again'), url: `${origin}/`, env: abroad });
    const path = `c${randomBytes(4).toString('hex')}/handbook`;
    const base = await buildSite({ tree: copy, folder: folder('base'), url: `${origin}/${path}/` });
    return { root, again, base };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** One value for everything that a build reads. */
function fingerprint(): string {
  const inputs = [
    'astro.config.mjs',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tests/site/setup.ts',
    'tests/site/site-build.ts',
  ];
  const files = [...inputs, ...globSync(['src/**', 'public/**', 'scripts/run-tool.mjs'])].filter((file) =>
    statSync(file).isFile(),
  );
  const hash = createHash('sha256').update(process.version);
  for (const file of files.sort()) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockEntry {
  version: string;
  integrity?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<string, LockEntry>;
}

/** Names of optional dependencies, with who wants them, that `npm ci` would find missing on some platform. */
function missingOptional({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !resolves(packages, path, name))
      .map((name) => `${name}, wanted by ${path || 'the handbook'}`),
  );
}

/** Whether Node's search for a package, from its own folder upwards, ends at an entry. */
function resolves(packages: Lock['packages'], from: string, name: string): boolean {
  if (packages[`${from && `${from}/`}node_modules/${name}`]) return true;
  if (from === '') return false;
  const parent = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')));
  return resolves(packages, from.includes('/node_modules/') ? parent : '', name);
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string> | undefined>;

describe('package-lock.json', () => {
  it('holds every platform’s build of every package, so that `npm ci` works on all of them', () => {
    expect(missingOptional(lock)).toEqual([]);
  });

  it('pins what every package contains', () => {
    const loose = Object.entries(lock.packages).filter(
      ([path, { integrity, link }]) => path !== '' && !link && !integrity,
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('agrees with package.json, where every version is exact', () => {
    for (const group of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
      for (const [name, range] of Object.entries(manifest[group] ?? {})) {
        expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(range);
      }
    }
  });

  it('is refused by the check above when a platform is left out', () => {
    const packages = Object.fromEntries(
      Object.entries(lock.packages).filter(([path]) => path !== 'node_modules/@pagefind/darwin-arm64'),
    );
    expect(missingOptional({ packages })).toEqual(['@pagefind/darwin-arm64, wanted by node_modules/pagefind']);
  });
});

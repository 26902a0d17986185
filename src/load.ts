import { assemble, finish } from './handbook/build.ts';
import type { Handbook } from './handbook/handbook.ts';
import { ContentError, type Problem } from './handbook/problem.ts';
import { checkHandbook } from './handbook/check.ts';
import { readContent } from './disk/read-content.ts';

/** The handbook of this moment, and what is wrong with the content it was read from. */
interface Loaded {
  handbook: Handbook;
  problems: readonly Problem[];
  revision: number;
}

/** Raised by the development server when a file of the content changes; see `src/build/check-content.ts`. */
const revisionKey = Symbol.for('handbook.revision');
let loaded: Loaded | undefined;

/**
 * The handbook, read from disk by the reader that the check uses: once for a build, anew in development when the
 * content has changed. A build has been checked before; in development what can be read is served, and the rest
 * stands in `problems`.
 * @throws ContentError where the organiser's settings cannot be read
 */
export function load(): Loaded {
  const revision = Number(Reflect.get(globalThis, revisionKey) ?? 0);
  if (loaded?.revision === revision) return loaded;
  const { entries, problems } = readContent(process.cwd());
  if (!entries) throw new ContentError(problems);
  const whole = assemble(entries);
  const found = import.meta.env.DEV ? [...problems, ...checkHandbook(whole, entries)] : problems;
  loaded = { handbook: finish(whole), problems: found, revision };
  return loaded;
}

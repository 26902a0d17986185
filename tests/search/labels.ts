import { fileURLToPath } from 'node:url';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** A query and where it should lead. Pages and sections are in short: `week-09#rubric`, `alerting-quality`. */
const label = z.strictObject({
  q: z.string().min(1),
  pages: z.array(z.string()).min(1),
  sections: z.array(z.string()).min(1).optional(),
  definitions: z.array(z.string()).min(1).optional(),
});

/** A labelled query with addresses from the root of the handbook. */
export interface Label {
  query: string;
  /** How the query is put: exact, natural, synonym, abbreviation, typo, prefix or section. */
  kind: string;
  /** Pages of which any is a right answer. */
  pages: readonly string[];
  /** Places of which any is the right one to land on; empty where the page is all that is asked. */
  sections: readonly string[];
  /** Definitions of which any is a right first answer: only where the query is the term, or asks what it means. */
  definitions: readonly string[];
  /** Kept back: written without looking at any result, and for measuring only, never for fitting weights. */
  held: boolean;
}

/** Where the labelled queries stand; a fork puts its own beside its settings. */
const folders = [
  { folder: fileURLToPath(new URL('queries/', import.meta.url)), held: false },
  { folder: fileURLToPath(new URL('held-back/', import.meta.url)), held: true },
  { folder: fileURLToPath(new URL('../../src/cohort/queries/', import.meta.url)), held: true },
];

/** All labelled queries, by the file that holds them. @throws ZodError naming what is wrong with a label */
export function labels(): Label[] {
  return folders.flatMap(({ folder, held }) => labelsIn(folder, held));
}

function labelsIn(folder: string, held: boolean): Label[] {
  return globSync('*.yaml', { cwd: folder })
    .sort()
    .flatMap((file) =>
      z
        .array(label)
        .parse(parse(readFileSync(folder + file, 'utf8')))
        .map(({ q, pages, sections = [], definitions = [] }) => ({
          query: q,
          kind: basename(file, '.yaml'),
          pages: pages.map(address),
          sections: sections.map(address),
          definitions: definitions.map((term) => `/glossary/#${term}`),
          held,
        })),
    );
}

/** Words that nobody ever wrote: nothing may be found for them. */
export function nonsense(): string[] {
  return z.array(z.string()).parse(parse(readFileSync(new URL('nonsense.yaml', import.meta.url), 'utf8')));
}

function address(short: string): string {
  if (short.startsWith('/')) return short;
  const [id = '', anchor] = short.split('#');
  const path = id.startsWith('week-') ? `/weeks/${id}/` : `/modules/${id}/`;
  return anchor ? `${path}#${anchor}` : path;
}

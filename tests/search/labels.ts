import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** A query and where it should lead. Pages and sections are in short: `week-09#rubric`, `alerting-quality`. */
const label = z.strictObject({
  q: z.string().min(1),
  pages: z.array(z.string()).min(1),
  sections: z.array(z.string()).min(1).optional(),
  held: z.literal(true).optional(),
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
  /** Kept back: meant for measuring, not for fitting weights. */
  held: boolean;
}

const folder = new URL('queries/', import.meta.url).pathname;

/** All labelled queries, by the file that holds them. @throws ZodError naming what is wrong with a label */
export function labels(): Label[] {
  return globSync('*.yaml', { cwd: folder })
    .filter((file) => file !== 'nonsense.yaml')
    .sort()
    .flatMap((file) =>
      z
        .array(label)
        .parse(parse(readFileSync(folder + file, 'utf8')))
        .map(({ q, pages, sections = [], held = false }) => ({
          query: q,
          kind: basename(file, '.yaml'),
          pages: pages.map(address),
          sections: sections.map(address),
          held,
        })),
    );
}

/** Words that nobody ever wrote: nothing may be found for them. */
export function nonsense(): string[] {
  return z.array(z.string()).parse(parse(readFileSync(`${folder}nonsense.yaml`, 'utf8')));
}

/** Whether the hash of a query keeps it back: about one in three, and nobody chooses. */
export function isHeldBack(query: string): boolean {
  return parseInt(createHash('sha256').update(query).digest('hex').slice(0, 8), 16) % 3 === 0;
}

function address(short: string): string {
  if (short.startsWith('/')) return short;
  const [id = '', anchor] = short.split('#');
  const path = id.startsWith('week-') ? `/weeks/${id}/` : `/modules/${id}/`;
  return anchor ? `${path}#${anchor}` : path;
}

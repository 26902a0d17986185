import type { BodyFacts, Entry, InlineLink, Locate, PageEntry } from '../handbook/entries.ts';
import { pageSchema } from '../schema/page.ts';
import { inlineStrings, objectFor, type Schema } from '../schema/walk.ts';
import { inlineLinksOf } from './inline.ts';

/** An entry as a reader found it, checked against its schema. */
export interface RawEntry<Data> {
  /** Path below its collection's folder without the ending, such as `weeks/week-09` or `burn-rate`. */
  id: string;
  /** Path from the root of the repository. */
  file: string;
  data: Data;
  locate?: Locate | undefined;
}

/** A page as a reader found it: its frontmatter may hold keys of Starlight too. */
export interface RawPage extends RawEntry<{ kind: string; title: string; description?: string | undefined }> {
  /** What `bodyFacts` found in the MDX after the frontmatter. */
  body: BodyFacts;
  bodyStart?: number | undefined;
  bodyLines?: PageEntry['bodyLines'];
}

/**
 * One page of the model from what was read: the fields of its kind without Starlight's.
 * @throws ZodError where the fields do not fit the kind
 */
export function toPageEntry({ id, file, data, locate, body, bodyStart, bodyLines }: RawPage): PageEntry {
  const own = objectFor(pageSchema, data)?.shape ?? {};
  const fields = pageSchema.parse(Object.fromEntries(Object.entries(data).filter(([key]) => key in own)));
  return {
    id,
    route: id === 'index' ? '' : id.replace(/\/index$/, ''),
    file,
    title: data.title,
    description: data.description ?? '',
    data: fields,
    locate,
    inlineLinks: linksIn(pageSchema, fields),
    body,
    bodyStart,
    bodyLines,
  };
}

/** One entry of a data collection. */
export function toEntry<Data>(schema: Schema, { id, file, data, locate }: RawEntry<Data>): Entry<Data> {
  return { id, file, data, locate, inlineLinks: linksIn(schema, data) };
}

function linksIn(schema: Schema, data: unknown): InlineLink[] {
  return inlineStrings(schema, data).flatMap(({ path, text }) =>
    inlineLinksOf(text).map((link) => ({ ...link, path })),
  );
}

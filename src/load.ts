import { type CollectionEntry, getCollection, getEntry } from 'astro:content';
import { buildHandbook } from './handbook/build.ts';
import { bodyFacts } from './markdown/body-facts.ts';
import { type RawEntry, toEntry, toPageEntry } from './markdown/page-entry.ts';
import { note } from './schema/note.ts';
import { phrase } from './schema/phrase.ts';
import { source } from './schema/source.ts';
import { term } from './schema/term.ts';
import { tool } from './schema/tool.ts';

/**
 * The handbook of this build: the only place that reads collections. Astro has checked every entry
 * against its schema by now; `buildHandbook` checks what no schema can see and throws otherwise.
 */
const cohort = await getEntry('cohort', 'settings');
if (!cohort) throw new Error('src/cohort/settings.yaml is missing');

export const handbook = buildHandbook({
  cohort: cohort.data,
  pages: (await getCollection('docs')).map(({ body = '', ...entry }: CollectionEntry<'docs'>) =>
    toPageEntry({ ...raw(entry), body: bodyFacts(body) }),
  ),
  terms: (await getCollection('terms')).map((entry) => toEntry(term, raw(entry))),
  sources: (await getCollection('sources')).map((entry) => toEntry(source, raw(entry))),
  tools: (await getCollection('tools')).map((entry) => toEntry(tool, raw(entry))),
  notes: (await getCollection('notes')).map((entry) => toEntry(note, raw(entry))),
  phrases: (await getCollection('phrases')).map((entry) => toEntry(phrase, raw(entry))),
});

function raw<Data>({ id, filePath, data }: { id: string; filePath?: string; data: Data }): RawEntry<Data> {
  return { id, file: filePath ?? id, data };
}

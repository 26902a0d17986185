import { type CollectionEntry, getCollection, getEntry } from 'astro:content';
import { buildHandbook } from './handbook/build.ts';
import type { Entry, PageEntry } from './handbook/entries.ts';
import { bodyFacts } from './markdown/body-facts.ts';
import { pageSchema } from './schema/page.ts';

/**
 * The handbook of this build: the only place that reads collections. Astro has checked every entry
 * against its schema by now; `buildHandbook` checks what no schema can see and throws otherwise.
 */
const cohort = await getEntry('cohort', 'settings');
if (!cohort) throw new Error('src/cohort/settings.yaml is missing');

export const handbook = buildHandbook({
  cohort: cohort.data,
  pages: (await getCollection('docs')).map(toPageEntry),
  terms: (await getCollection('terms')).map(toEntry),
  sources: (await getCollection('sources')).map(toEntry),
  tools: (await getCollection('tools')).map(toEntry),
  notes: (await getCollection('notes')).map(toEntry),
});

function toPageEntry({ id, filePath, data, body }: CollectionEntry<'docs'>): PageEntry {
  const { kind, ...rest } = data;
  const own = Object.keys(pageSchema.options.find((option) => option.shape.kind.value === kind)?.shape ?? {});
  const fields = Object.fromEntries(Object.entries({ kind, ...rest }).filter(([key]) => own.includes(key)));
  return {
    id,
    route: id === 'index' ? '' : id,
    file: filePath ?? id,
    title: data.title,
    description: data.description ?? '',
    data: pageSchema.parse(fields),
    body: bodyFacts(body ?? ''),
  };
}

function toEntry<Data>({ id, filePath, data }: { id: string; filePath?: string; data: Data }): Entry<Data> {
  return { id, file: filePath ?? id, data };
}

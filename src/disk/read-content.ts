import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Entries, Entry, Locate, PageEntry } from '../handbook/entries.ts';
import { pageId } from '../handbook/page-id.ts';
import { respell } from '../handbook/checks/context.ts';
import type { Problem } from '../handbook/problem.ts';
import { toEntry } from '../markdown/page-entry.ts';
import { type Announcement, announcements } from '../schema/announcement.ts';
import { type Cohort, cohort } from '../schema/cohort.ts';
import { note } from '../schema/note.ts';
import { phrase } from '../schema/phrase.ts';
import { source } from '../schema/source.ts';
import { term } from '../schema/term.ts';
import { tool } from '../schema/tool.ts';
import { dataFiles, type NamedFiles, pageFiles } from './file-names.ts';
import { listFiles } from './list-files.ts';
import { readData, type DataSchema } from './read-data.ts';
import { readOverrides } from './overrides.ts';
import { readPage } from './read-page.ts';
import type { Read } from './read-text.ts';

/** All that can be read of a repository's content, and what is wrong with the rest. */
export interface Content {
  /** Undefined where the organiser's settings cannot be read. */
  entries: Entries | undefined;
  problems: readonly Problem[];
  /** Overrides whose section has changed upstream: said, and no reason to stop. */
  stale: readonly Problem[];
}

/** What was read of a file, by its time and size: the development server reads the content after every change. */
const known = new Map<string, { stamp: string; result: Read<unknown> }>();

function readOnce<Value>(path: string, extra: string, read: () => Read<Value>): Read<Value> {
  const { mtimeMs, size } = statSync(path);
  const stamp = `${mtimeMs} ${size} ${extra}`;
  const found = known.get(path);
  // The same path is always read by the same reader.
  if (found?.stamp === stamp) return found.result as Read<Value>;
  const result = read();
  known.set(path, { stamp, result });
  return result;
}

/**
 * Reads the whole content of a repository from disk, without Astro.
 * @param root folder of the repository
 */
export function readContent(root: string): Content {
  const problems: Problem[] = [];
  const unread = new Set<string>();

  const read = <Value>(
    folder: string,
    names: NamedFiles,
    keyOf: (id: string) => string,
    readOne: (path: string, file: string, id: string) => Read<Value>,
  ): Value[] => {
    problems.push(...names.problems);
    for (const { file } of names.problems) unread.add(keyOf(idOf(file.slice(folder.length + 1)).toLowerCase()));
    return names.files.flatMap((path) => {
      const id = idOf(path);
      const result = readOnce(join(root, folder, path), JSON.stringify(overridesOf(id)), () =>
        readOne(join(root, folder, path), `${folder}/${path}`, id),
      );
      problems.push(...result.problems);
      if (result.value === undefined) unread.add(keyOf(id));
      return result.value === undefined ? [] : [result.value];
    });
  };
  const { overrides, problems: wrongOverrides } = readOverrides(root);
  problems.push(...wrongOverrides);
  const overridesOf = (id: string) => overrides.filter(({ page }) => page === routeOf(id));
  const entriesIn = <Data>(folder: string, name: string, schema: DataSchema<Data>): Entry<Data>[] =>
    read(
      folder,
      dataFiles(listFiles(join(root, folder)), folder),
      (id) => `${name}:${id}`,
      (path, file, id) => {
        const result = readData(path, file, schema);
        return result.value === undefined
          ? result
          : { ...result, value: toEntry(schema, { id, file, ...result.value }) };
      },
    );
  /** Entries of the cohort stand before those of upstream, and for one of the same name in its place. */
  const collection = <Data>(name: string, schema: DataSchema<Data>): Entry<Data>[] => {
    const own = entriesIn(`src/cohort/${name}s`, name, schema);
    const upstream = entriesIn(`src/content/${name}s`, name, schema);
    return [...own, ...upstream.filter(({ id }) => !own.some((entry) => entry.id === id))];
  };

  const pagesIn = (folder: string, hidden: ReadonlySet<string> = new Set()) => {
    const paths = listFiles(join(root, folder)).filter((path) => !hidden.has(path));
    return read(
      folder,
      pageFiles(paths, folder),
      (id) => `page:${pageId(routeOf(id))}`,
      (path, file, id) => readPage(path, file, id, overridesOf(id)),
    );
  };
  const ownPages = pagesIn('src/cohort/pages');
  const replaced = new Set(ownPages.map(({ page }) => page.file.replace('src/cohort/pages/', '')));
  const all = [...ownPages, ...pagesIn('src/content/docs', replaced)];
  const pages: PageEntry[] = all.map(({ page }) => page);
  const stale = all.flatMap((one) => one.stale);
  for (const { file, page } of overrides) {
    if (pages.some(({ route }) => route === page) || unread.size > 0) continue;
    const cure = respell(
      page,
      pages.map(({ route }) => route),
      'name a page by its address, such as modules/retry-strategy',
    );
    problems.push({ file, line: 1, key: 'page', message: `there is no page "${page}"`, cure });
  }
  const settings = readSettings(root);
  problems.push(...settings.problems);
  const said = readAnnouncements(root);
  problems.push(...said.problems);
  const rest = {
    terms: collection('term', term),
    sources: collection('source', source),
    tools: collection('tool', tool),
    notes: collection('note', note),
    phrases: collection('phrase', phrase),
  };
  const entries = settings.value && {
    cohort: settings.value.data,
    locateSetting: settings.value.locate,
    announcements: said.value?.data,
    pages,
    ...rest,
    unread,
  };
  return { entries, problems, stale };
}

/** The organiser's settings. */
export function readSettings(root: string): Read<{ data: Cohort; locate: Locate }> {
  const file = 'src/cohort/settings.yaml';
  if (!existsSync(join(root, file)))
    return {
      problems: [
        {
          file,
          message: 'the settings of the site are missing',
          cure: 'write the file: it needs a name, a description and an attribution',
        },
      ],
    };
  return readData(join(root, file), file, cohort);
}

function readAnnouncements(root: string): Read<{ data: Announcement[]; locate: Locate }> {
  const file = 'src/cohort/announcements.yaml';
  const path = join(root, file);
  return existsSync(path) ? readData(path, file, announcements) : { problems: [] };
}

function idOf(path: string): string {
  return path.replace(/\.[a-z]+$/i, '');
}

function routeOf(id: string): string {
  return id === 'index' ? '' : id.replace(/\/index$/, '');
}

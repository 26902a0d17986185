import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Entries, Entry, PageEntry } from '../handbook/entries.ts';
import { pageId } from '../handbook/page-id.ts';
import type { Problem } from '../handbook/problem.ts';
import { toEntry } from '../markdown/page-entry.ts';
import { cohort } from '../schema/cohort.ts';
import { note } from '../schema/note.ts';
import { phrase } from '../schema/phrase.ts';
import { source } from '../schema/source.ts';
import { term } from '../schema/term.ts';
import { tool } from '../schema/tool.ts';
import { dataFiles, type NamedFiles, pageFiles } from './file-names.ts';
import { listFiles } from './list-files.ts';
import { readData, type DataSchema } from './read-data.ts';
import { readPage } from './read-page.ts';
import type { Read } from './read-text.ts';

/** All that can be read of a repository's content, and what is wrong with the rest. */
export interface Content {
  /** Undefined where the organiser's settings cannot be read. */
  entries: Entries | undefined;
  problems: readonly Problem[];
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
      const result = readOne(join(root, folder, path), `${folder}/${path}`, id);
      problems.push(...result.problems);
      if (result.value === undefined) unread.add(keyOf(id));
      return result.value === undefined ? [] : [result.value];
    });
  };
  const collection = <Data>(name: string, schema: DataSchema<Data>): Entry<Data>[] => {
    const folder = `src/content/${name}s`;
    return read(
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
  };

  const docs = 'src/content/docs';
  const pages: PageEntry[] = read(
    docs,
    pageFiles(listFiles(join(root, docs)), docs),
    (id) => `page:${pageId(routeOf(id))}`,
    readPage,
  );
  const settings = readSettings(root);
  problems.push(...settings.problems);
  const rest = {
    terms: collection('term', term),
    sources: collection('source', source),
    tools: collection('tool', tool),
    notes: collection('note', note),
    phrases: collection('phrase', phrase),
  };
  return { entries: settings.value && { cohort: settings.value, pages, ...rest, unread }, problems };
}

/** The organiser's settings. */
export function readSettings(root: string): Read<Entries['cohort']> {
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
  const result = readData(join(root, file), file, cohort);
  return result.value === undefined ? result : { value: result.value.data, problems: result.problems };
}

function idOf(path: string): string {
  return path.replace(/\.[a-z]+$/i, '');
}

function routeOf(id: string): string {
  return id === 'index' ? '' : id.replace(/\/index$/, '');
}

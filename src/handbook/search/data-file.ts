import { type Kind, kinds, type SearchData, type SearchEntry, type SearchPage } from './model.ts';
import { fold } from './text.ts';

/**
 * The small index as it is sent: rows instead of objects, labels and kinds by position, an anchor
 * left out where it is the heading in lower case with hyphens. About a third of the plain form.
 */
export interface DataFile {
  /** Names of tracks, phases and areas; the first is empty. */
  labels: readonly string[];
  pages: readonly PageRow[];
  engineFiles: readonly string[];
  /** Beginnings of the ids of the full-text records, in the order of the entries, `size` letters each; spaces where there is none. */
  keys: { size: number; text: string };
  /** Lengths of the texts in the order of the entries, a letter each: `a` for none, then half as long again from letter to letter. */
  lengths: string;
}
type PageRow = readonly [
  path: string,
  title: string,
  kind: number,
  track: number,
  phase: number,
  area: number,
  aliases: readonly string[],
  list: 0 | 1,
  targets: readonly number[],
  entries: readonly EntryRow[],
];
type EntryRow = readonly [
  heading: string,
  anchor: string | 0,
  kind?: number,
  phrases?: readonly string[],
  names?: readonly string[],
  home?: number,
];

/** The anchor that a heading has unless it was given another: `Burn rate, derived` is `burn-rate-derived`. */
export function plainAnchor(heading: string): string {
  return fold(heading)
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
}

/**
 * Packs an index.
 * @param records ids of the full-text records by entry; undefined for an entry without text
 */
export function packData(
  { pages, entries, engineFiles }: Omit<SearchData, 'entryOf'>,
  records: readonly (string | undefined)[],
): DataFile {
  const labels = ['', ...new Set(pages.flatMap(({ track, phase, area }) => [track, phase, area]).filter(Boolean))];
  const size = uniqueLength(records.filter((id) => id !== undefined));
  const byPage = Map.groupBy(entries, ({ page }) => page);
  return {
    labels,
    engineFiles,
    pages: pages.map(({ path, title, kind, track, phase, area, aliases, aliasTargets, list }, index): PageRow => [
      path,
      title,
      kinds.indexOf(kind),
      labels.indexOf(track),
      labels.indexOf(phase),
      labels.indexOf(area),
      aliases,
      list ? 1 : 0,
      aliasTargets.some((target) => target > 0) ? aliasTargets : [],
      (byPage.get(index) ?? []).map((entry) => entryRow(entry, kind)),
    ]),
    lengths: entries.map(({ length }) => lengthLetter(length)).join(''),
    keys: { size, text: records.map((id) => (id ?? '').slice(0, size).padEnd(size)).join('') },
  };
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const longer = 1.5;

function lengthLetter(length: number): string {
  if (length === 0) return 'a';
  return letters[Math.min(25, 1 + Math.round(Math.log(length) / Math.log(longer)))] ?? 'z';
}

function lengthOf(letter: string | undefined): number {
  const place = letters.indexOf(letter ?? 'a');
  return place < 1 ? 0 : Math.round(longer ** (place - 1));
}

function entryRow({ anchor, heading, kind, phrases, names, home }: SearchEntry, usual: Kind): EntryRow {
  const short = anchor === plainAnchor(heading) ? 0 : anchor;
  const text = anchor === '' ? '' : heading;
  if (names.length > 0 || home >= 0) return [text, short, kinds.indexOf(kind), phrases, names, home];
  if (phrases.length > 0) return [text, short, kinds.indexOf(kind), phrases];
  return kind === usual ? [text, short] : [text, short, kinds.indexOf(kind)];
}

function uniqueLength(ids: readonly string[]): number {
  for (let size = 3; size < 40; size += 1)
    if (new Set(ids.map((id) => id.slice(0, size))).size === ids.length) return size;
  throw new Error('two records of the full-text index have the same id');
}

/**
 * Reads what `packData` wrote.
 * @throws TypeError when it is something else: another version of the site, or an error page
 */
export function unpackData(file: unknown): SearchData {
  if (!isDataFile(file)) throw new TypeError('this is not the search index');
  const { labels, keys } = file;
  const kindAt = (index: number): Kind => kinds[index] ?? 'page';
  const label = (index: number) => labels[index] ?? '';
  const entries: SearchEntry[] = [];
  const pages = file.pages.map(
    ([path, title, kind, track, phase, area, aliases, list, targets, rows], page): SearchPage => {
      for (const [heading, anchor, own = kind, phrases = [], names = [], home = -1] of rows) {
        entries.push({
          page,
          anchor: anchor === 0 ? plainAnchor(heading) : anchor,
          heading: heading || title,
          kind: kindAt(own),
          phrases,
          names,
          home,
          length: lengthOf(file.lengths[entries.length]),
        });
      }
      return {
        path,
        title,
        kind: kindAt(kind),
        track: label(track),
        phase: label(phase),
        area: label(area),
        aliases,
        aliasTargets: targets,
        list: list === 1,
      };
    },
  );
  const byKey = new Map(
    entries.map((_, entry) => [keys.text.slice(entry * keys.size, (entry + 1) * keys.size), entry]),
  );
  return { pages, entries, engineFiles: file.engineFiles, entryOf: (record) => byKey.get(record.slice(0, keys.size)) };
}

function isDataFile(file: unknown): file is DataFile {
  return (
    typeof file === 'object' &&
    file !== null &&
    'pages' in file &&
    Array.isArray(file.pages) &&
    'keys' in file &&
    'labels' in file &&
    'engineFiles' in file &&
    Array.isArray(file.engineFiles)
  );
}

/** Tells one build of the index from another: the hash in the name of its first file. */
export function buildTag(engineFiles: readonly string[]): string {
  return /_([^_.]+)\.pf_meta$/.exec(engineFiles[0] ?? '')?.[1] ?? '';
}

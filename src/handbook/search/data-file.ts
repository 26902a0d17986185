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
type EntryRow = readonly [heading: string, anchor: string | 0, kind?: number, names?: readonly string[], home?: number];

/** The anchor that a heading has unless it was given another: `Burn rate, derived` is `burn-rate-derived`. */
export function plainAnchor(heading: string): string {
  return fold(heading)
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
}

/** Packs an index. */
export function packData({ pages, entries, engineFiles }: SearchData): DataFile {
  const labels = ['', ...new Set(pages.flatMap(({ track, phase, area }) => [track, phase, area]).filter(Boolean))];
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

function entryRow({ anchor, heading, kind, names, home }: SearchEntry, usual: Kind): EntryRow {
  const short = anchor === plainAnchor(heading) ? 0 : anchor;
  const text = anchor === '' ? '' : heading;
  if (names.length > 0 || home >= 0) return [text, short, kinds.indexOf(kind), names, home];
  return kind === usual ? [text, short] : [text, short, kinds.indexOf(kind)];
}

/**
 * Reads what `packData` wrote.
 * @throws TypeError when it is something else: another version of the site, or an error page
 */
export function unpackData(file: unknown): SearchData {
  if (!isDataFile(file)) throw new TypeError('this is not the search index');
  const { labels } = file;
  const kindAt = (index: number): Kind => kinds[index] ?? 'page';
  const label = (index: number) => labels[index] ?? '';
  const entries: SearchEntry[] = [];
  const pages = file.pages.map(
    ([path, title, kind, track, phase, area, aliases, list, targets, rows], page): SearchPage => {
      for (const [heading, anchor, own = kind, names = [], home = -1] of rows) {
        entries.push({
          page,
          anchor: anchor === 0 ? plainAnchor(heading) : anchor,
          heading: heading || title,
          kind: kindAt(own),
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
  return { pages, entries, engineFiles: file.engineFiles };
}

function isDataFile(file: unknown): file is DataFile {
  return (
    typeof file === 'object' &&
    file !== null &&
    'pages' in file &&
    Array.isArray(file.pages) &&
    'lengths' in file &&
    'labels' in file &&
    'engineFiles' in file &&
    Array.isArray(file.engineFiles)
  );
}

/** Tells one build of the index from another: the hash in the name of its first file. */
export function buildTag(engineFiles: readonly string[]): string {
  return /_([^_.]+)\.pf_meta$/.exec(engineFiles[0] ?? '')?.[1] ?? '';
}

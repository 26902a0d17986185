import type { Entries, Entry } from './entry.ts';
import { canonical, merge } from './merge.ts';
import { isRecord, readEntry } from './read-entry.ts';

/** What the file of an export calls itself. */
export const fileFormat = 'handbook-progress';
/** Version of the shape of entries. It grows with every change that an older release could not read. */
export const fileVersion = 1;
/** Most characters of a file and most entries in it; a learner's whole handbook has a few thousand. */
export const fileLimits = { characters: 30_000_000, entries: 50_000 } as const;

/** One step of migration: entries of one version, as they were written, to those of the next. */
export type Migration = (entries: Readonly<Record<string, unknown>>) => Record<string, unknown>;
/** Step `n` leads from version `n + 1` to `n + 2`. */
const migrations: readonly Migration[] = [];

/** A file that was read. */
export type FileReading =
  | { ok: true; entries: Map<string, Entry>; dropped: number; exported: string | undefined }
  | { ok: false; problem: string };

/**
 * The text of an export, the same for the same entries.
 * @param exported when it is made, as an ISO date and time
 * @param schema address of the published JSON Schema
 */
export function writeFile(entries: Entries, exported: string, schema: string): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  const head = { $schema: schema, format: fileFormat, version: fileVersion, exported };
  const lines = sorted.map(([key, entry]) => `    ${JSON.stringify(key)}: ${canonical(entry)}`);
  const body = lines.length > 0 ? `{\n${lines.join(',\n')}\n  }` : '{}';
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "entries": ${body}\n}\n`;
}

/**
 * Reads a file that claims to be an export. Entries that are not sound are left out and counted.
 * @param now milliseconds of the clock: what claims to come from the future is taken to be from now
 * @param steps migrations, for tests
 */
export function readFile(text: string, now: number, steps = migrations): FileReading {
  if (text.length > fileLimits.characters) {
    return no(`The file has ${megabytes(text.length)}. Files of up to ${megabytes(fileLimits.characters)} are read.`);
  }
  const file = parse(text);
  if (file === undefined) {
    return no('The file is not complete or is not JSON. Export again, and take the whole file over.');
  }
  if (!isRecord(file) || file['format'] !== fileFormat || !isRecord(file['entries'])) {
    return no(`The file is not an export of a handbook: its “format” is not “${fileFormat}”.`);
  }
  const { version, exported } = file;
  const newest = steps.length + 1;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return no('The file does not say which version it has.');
  }
  if (version > newest) {
    return no(
      `The file was made by a newer release of the handbook (version ${version}, this page reads up to ${newest}). ` +
        'Reload this page to bring it up to date, then import again.',
    );
  }
  const migrated = steps.slice(version - 1).reduce((entries, step) => step(entries), { ...file['entries'] });
  const all = Object.entries(migrated);
  if (all.length > fileLimits.entries) {
    return no(`The file has ${all.length} entries. Files of up to ${fileLimits.entries} are read.`);
  }
  const entries = new Map<string, Entry>();
  for (const [key, value] of all) {
    const entry = readEntry(key, value);
    if (entry) entries.set(key, notLaterThan(entry, now + oneDay));
  }
  const dropped = all.length - entries.size;
  return { ok: true, entries, dropped, exported: typeof exported === 'string' ? exported.slice(0, 40) : undefined };
}

/** What an import would change, by key. */
export interface Changes {
  /** Keys that are new here. */
  added: string[];
  /** Keys whose entry is another one after the merge. */
  changed: string[];
  /** How many stay as they are. */
  same: number;
}

/** What merging `theirs` into `ours` would change. */
export function changesOf(ours: Entries, theirs: Entries): Changes {
  const changes: Changes = { added: [], changed: [], same: 0 };
  for (const [key, entry] of theirs) {
    const here = ours.get(key);
    if (!here) changes.added.push(key);
    else if (canonical(merge(here, entry)) !== canonical(here)) changes.changed.push(key);
    else changes.same += 1;
  }
  return changes;
}

const oneDay = 86_400_000;

/** A statement from far in the future would win for ever; a day is what clocks are apart at most. */
function notLaterThan(entry: Entry, limit: number): Entry {
  if ('at' in entry) return entry.at > limit ? { ...entry, at: limit - oneDay } : entry;
  if (entry.kind === 'review') {
    return { ...entry, log: Object.fromEntries(Object.entries(entry.log).filter(([at]) => Number(at) <= limit)) };
  }
  const versions = Object.entries(entry.versions).map(([id, version]) => {
    return [id, version && { ...version, at: version.at > limit ? limit - oneDay : version.at }] as const;
  });
  return { ...entry, versions: Object.fromEntries(versions) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function no(problem: string): FileReading {
  return { ok: false, problem };
}

function megabytes(characters: number): string {
  return `${(characters / 1_000_000).toFixed(1)} MB`;
}

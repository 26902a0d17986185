/**
 * Which record of the full-text index is which entry: beginnings of the ids in the order of the entries,
 * `size` letters each; spaces where an entry has no text of its own.
 */
export interface RecordsFile {
  size: number;
  keys: string;
}

/**
 * Packs the ids of the records, by entry; undefined for an entry without text.
 * @throws Error where two are the same
 */
export function packRecords(ids: readonly (string | undefined)[]): RecordsFile {
  const size = uniqueLength(ids.filter((id) => id !== undefined));
  return { size, keys: ids.map((id) => (id ?? '').slice(0, size).padEnd(size)).join('') };
}

function uniqueLength(ids: readonly string[]): number {
  for (let size = 3; size < 40; size += 1)
    if (new Set(ids.map((id) => id.slice(0, size))).size === ids.length) return size;
  throw new Error('two records of the full-text index have the same id');
}

/**
 * Reads what `packRecords` wrote.
 * @returns position of an entry by the id of its record
 * @throws TypeError when it is something else
 */
export function unpackRecords(file: unknown): (id: string) => number | undefined {
  if (!isRecordsFile(file)) throw new TypeError('these are not the records');
  const { size, keys } = file;
  const byKey = new Map<string, number>();
  for (let entry = 0; entry * size < keys.length; entry += 1)
    byKey.set(keys.slice(entry * size, (entry + 1) * size), entry);
  return (id) => byKey.get(id.slice(0, size));
}

function isRecordsFile(file: unknown): file is RecordsFile {
  return (
    typeof file === 'object' &&
    file !== null &&
    'size' in file &&
    typeof file.size === 'number' &&
    file.size > 0 &&
    'keys' in file &&
    typeof file.keys === 'string'
  );
}

import type { Peer } from '../../handbook/progress/entry.ts';
import { isRecord, readEntry } from '../../handbook/progress/read-entry.ts';

/** What a scoring sheet says. */
interface Sheet extends Pick<Peer, 'name' | 'levels' | 'remarks'> {
  page: string;
}

const format = 'handbook-scores';

/** A scoring sheet as the text of a file. */
export function sheetText(sheet: Sheet): string {
  return `${JSON.stringify({ format, version: 1, ...sheet }, null, 2)}\n`;
}

/** Reads another person's sheet for a page. */
export function readSheet(
  text: string,
  page: string,
  now: number,
): { ok: true; key: string; entry: Peer } | { ok: false; problem: string } {
  let sheet: unknown;
  try {
    sheet = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'The file is not complete or is not JSON.' };
  }
  if (!isRecord(sheet) || sheet['format'] !== format) return { ok: false, problem: 'The file is not a scoring sheet.' };
  if (sheet['version'] !== 1) return { ok: false, problem: 'The sheet was made by a newer release. Reload this page.' };
  if (sheet['page'] !== page)
    return { ok: false, problem: `The sheet is for another page: ${String(sheet['page']).slice(0, 60)}.` };
  const { name, levels, remarks } = sheet;
  const key = `peer:${page}@${String(name)}`;
  const entry = readEntry(key, { kind: 'peer', at: now, name, levels, remarks });
  return entry?.kind === 'peer' ? { ok: true, key, entry } : { ok: false, problem: 'The sheet is damaged.' };
}

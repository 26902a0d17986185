import type { Entry } from '../../handbook/progress/entry.ts';
import { readEntry } from '../../handbook/progress/read-entry.ts';

/** What waits in `localStorage` for the database, by key; what is not sound is skipped. */
export function readSpare(name: string): Map<string, Entry> {
  try {
    const stored = Object.entries(JSON.parse(localStorage.getItem(name) ?? '{}') as object);
    return new Map(
      stored.flatMap(([key, value]) => {
        const entry = readEntry(key, value);
        return entry ? [[key, entry] as const] : [];
      }),
    );
  } catch {
    return new Map();
  }
}

/** Puts entries into `localStorage`; returns whether they are kept. */
export function writeSpare(name: string, entries: ReadonlyMap<string, Entry>): boolean {
  try {
    if (entries.size === 0) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(Object.fromEntries(entries)));
    return true;
  } catch {
    return false;
  }
}

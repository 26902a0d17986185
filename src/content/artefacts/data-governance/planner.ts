/**
 * An erasure planner: when is the last copy of a person gone, store by store?
 * Days count from the arrival of the request, day 0.
 */

// #region planner
/** Something that keeps bytes readable after the delete was issued. */
export interface Wait {
  why: string;
  days: number;
}

export interface Store {
  name: string;
  /** `live` answers queries, `history` keeps what was deleted, `backup` is read by a restore only. */
  kind: 'live' | 'history' | 'backup';
  health: boolean;
  waits: Wait[];
  /** Which key table makes its content readable, if the content was encrypted before it was written. */
  readableWith?: string;
}

export interface DataMap {
  /** Identity check and fan-out: nothing is deleted before. */
  before: Wait[];
  /** Key tables are deleted with the fan-out, and wait for their own backups. */
  keys: Record<string, Wait[]>;
  stores: Store[];
}

export interface Row {
  store: Store;
  /** Day on which the last byte is gone. */
  gone: number;
  /** Day from which nobody can read it: the bytes are gone, or the last copy of the key is. */
  unreadable: number;
}

const total = (waits: readonly Wait[]): number => waits.reduce((days, wait) => days + wait.days, 0);

/** The day of every store. @throws when a store names a key table that the map does not have. */
export function plan({ before, keys, stores }: DataMap): Row[] {
  const start = total(before);
  return stores.map((store) => {
    const gone = start + total(store.waits);
    if (store.readableWith === undefined) return { store, gone, unreadable: gone };
    const key = keys[store.readableWith];
    if (key === undefined) throw new Error(`${store.name}: no key table ${store.readableWith}`);
    return { store, gone, unreadable: Math.min(gone, start + total(key)) };
  });
}

/** The rows that decide the day, and those that miss a deadline. */
export const lastDay = (rows: readonly Row[]): number => Math.max(...rows.map(({ unreadable }) => unreadable));
export const criticalPath = (rows: readonly Row[]): Row[] => rows.filter(({ unreadable }) => unreadable === lastDay(rows));
export const late = (rows: readonly Row[], deadline: number): Row[] => rows.filter(({ unreadable }) => unreadable > deadline);

/** Days for which an entry of the erasure ledger is needed: as long as a restore can bring the person back. */
export function ledgerLife({ stores }: DataMap, margin: number): number {
  return margin + Math.max(0, ...stores.filter(({ kind }) => kind === 'backup').map(({ waits }) => total(waits)));
}
// #endregion planner

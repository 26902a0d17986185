import { type IDBPDatabase, openDB } from 'idb';
import type { Entry } from '../../handbook/progress/entry.ts';
import { canonical, merge, mergeAll } from '../../handbook/progress/merge.ts';
import { readEntry } from '../../handbook/progress/read-entry.ts';
import { readSpare, writeSpare } from './spare-store.ts';

/**
 * The learner's desk in this browser: every entry in memory, written at once to IndexedDB and told to the
 * other tabs. Where IndexedDB refuses, a change goes to a spare store (`localStorage`) and moves over as soon
 * as it can; where both refuse, it stays on the page and the learner is told.
 */
export interface Desk {
  /** What is known, by key. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** What is wrong with keeping things in this browser; undefined while all is well. */
  readonly trouble: Trouble | undefined;
  /** Records that could not be read. They are left where they are. */
  readonly damaged: ReadonlyMap<string, unknown>;
  /** Changes one entry. `make` may be called again, with what another tab has written meanwhile. */
  change: (key: string, make: (before: Entry | undefined) => Entry) => Promise<void>;
  /** Merges many entries in one step: all of them are kept, or none. */
  absorb: (entries: ReadonlyMap<string, Entry>) => Promise<void>;
  /** Forgets everything, here and in the other tabs. */
  clear: () => Promise<void>;
  /** Calls back after every change, also by another tab. */
  onChange: (listener: () => void) => void;
}

/**
 * `spare`: only the spare store takes anything. `full`: there is no room. `none`: nothing can be kept.
 * `newer`: a newer release has written the database, so this one leaves it alone.
 */
export type Trouble = 'spare' | 'full' | 'none' | 'newer';

/** Version of the database; its stores and the shape of entries change only with it. */
const version = 1;
const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
/** Forks at other paths of the same host have names of their own. */
export const databaseName = `handbook:${base}:desk`;

/** Opens the desk. Never throws: what fails is in `trouble`. */
export async function openDesk(): Promise<Desk> {
  const listeners = new Set<() => void>();
  const damaged = new Map<string, unknown>();
  let memory = new Map<string, Entry>();
  let trouble: Trouble | undefined;
  let database: IDBPDatabase | undefined;
  /** What is not in the database yet. */
  let unsaved = new Map<string, Entry>();
  /** What is being written to it. */
  let waiting = new Map<string, Entry>();
  const tabs = typeof BroadcastChannel === 'function' ? new BroadcastChannel(databaseName) : undefined;
  const tell = () => listeners.forEach((listener) => listener());

  async function connect(): Promise<IDBPDatabase> {
    database ??= await openDB(databaseName, version, {
      upgrade: (fresh) => {
        fresh.createObjectStore('entries');
        // What could not be read and had to make room is kept here.
        fresh.createObjectStore('aside');
      },
      blocking: () => {
        database?.close();
        database = undefined;
      },
      terminated: () => (database = undefined),
    });
    return database;
  }

  /** Everything that is stored and sound; the rest is remembered as damaged. */
  async function readAll(): Promise<Map<string, Entry>> {
    const store = (await connect()).transaction('entries').store;
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    const sound = new Map<string, Entry>();
    damaged.clear();
    keys.forEach((key, index) => {
      const entry = readEntry(String(key), values[index]);
      if (entry) sound.set(String(key), entry);
      else damaged.set(String(key), values[index]);
    });
    return sound;
  }

  /** Writes changes in one transaction: a tab that dies in between has written all or nothing. */
  async function write(changes: ReadonlyMap<string, (before: Entry | undefined) => Entry>): Promise<void> {
    const transaction = (await connect()).transaction(['entries', 'aside'], 'readwrite', { durability: 'strict' });
    const done = transaction.done;
    const entries = transaction.objectStore('entries');
    const written = new Map<string, Entry>();
    try {
      for (const [key, make] of changes) {
        const stored: unknown = await entries.get(key);
        const before = readEntry(key, stored);
        if (stored !== undefined && !before) await transaction.objectStore('aside').put(stored, `${key} ${Date.now()}`);
        const entry = make(before);
        written.set(key, entry);
        if (canonical(entry) !== canonical(before)) await entries.put(entry, key);
      }
      await done;
    } catch (error) {
      done.catch(() => undefined);
      throw error;
    }
    memory = mergeAll(memory, written);
    for (const key of written.keys()) damaged.delete(key);
    tabs?.postMessage([...written.keys()]);
  }

  /** Writes what is not saved yet; what the database refuses goes to the spare store. */
  async function save(): Promise<void> {
    waiting = unsaved;
    if (waiting.size === 0) return;
    unsaved = new Map();
    try {
      if (trouble === 'newer') throw new DOMException('', 'VersionError');
      await write(
        new Map([...waiting].map(([key, entry]) => [key, (before) => (before ? merge(before, entry) : entry)])),
      );
      waiting = new Map();
      trouble = undefined;
      writeSpare(databaseName, waiting);
    } catch (error) {
      unsaved = mergeAll(waiting, unsaved);
      const spare = readSpare(databaseName);
      const kept = writeSpare(databaseName, mergeAll(spare, unsaved));
      const { name } = error instanceof Error || error instanceof DOMException ? error : { name: '' };
      trouble = name === 'VersionError' ? 'newer' : kept ? 'spare' : name === 'QuotaExceededError' ? 'full' : 'none';
    }
  }

  /** One write after the other, so that the last is never overtaken. */
  let queue = Promise.resolve();
  const saved = () => (queue = queue.then(save).then(tell));

  tabs?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'clear') {
      memory = new Map();
      unsaved = new Map();
      tell();
    } else
      void readAll().then(
        (stored) => ((memory = mergeAll(stored, memory)), tell()),
        () => undefined,
      );
  });
  addEventListener('beforeunload', (event) => {
    // Only where leaving loses something.
    if (unsaved.size > 0 && (trouble === 'full' || trouble === 'none')) event.preventDefault();
  });
  document.addEventListener('visibilitychange', () => void saved());
  // The next page may be open before the last has gone.
  addEventListener('storage', ({ key }) => {
    const late = readSpare(databaseName);
    if (key !== databaseName || late.size === 0) return;
    memory = mergeAll(memory, late);
    unsaved = mergeAll(unsaved, late);
    void saved();
  });
  // A page that goes away may not live to see its write through; the next one takes it from the spare store.
  let leaving = false;
  const spill = () => {
    const open = mergeAll(waiting, unsaved);
    if (leaving && open.size > 0) writeSpare(databaseName, mergeAll(readSpare(databaseName), open));
  };
  for (const type of ['pagehide', 'pageshow']) {
    addEventListener(type, () => {
      leaving = type === 'pagehide';
      spill();
    });
  }

  try {
    memory = await readAll();
  } catch (error) {
    trouble = error instanceof DOMException && error.name === 'VersionError' ? 'newer' : 'spare';
  }
  unsaved = readSpare(databaseName);
  memory = mergeAll(memory, unsaved);
  await saved();

  return {
    get entries() {
      return memory;
    },
    get trouble() {
      return trouble;
    },
    damaged,
    change(key, make) {
      const entry = make(memory.get(key));
      memory = new Map(memory).set(key, entry);
      unsaved.set(key, entry);
      spill();
      tell();
      return saved();
    },
    absorb(entries) {
      memory = mergeAll(memory, entries);
      unsaved = mergeAll(unsaved, entries);
      tell();
      return saved();
    },
    async clear() {
      // What is being written would come back otherwise.
      await queue;
      unsaved = new Map();
      memory = new Map();
      damaged.clear();
      writeSpare(databaseName, memory);
      const connection = await connect();
      await Promise.all(['entries', 'aside'].map((store) => connection.clear(store)));
      tabs?.postMessage('clear');
      tell();
    },
    onChange: (listener) => void listeners.add(listener),
  };
}

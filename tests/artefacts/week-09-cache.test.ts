import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Answer,
  type CacheStore,
  lifetime,
  LIFETIME_MS,
  linkCache,
  type LinkCache,
} from '../../src/content/artefacts/week-09/cache-aside.ts';

const live: Answer = { kind: 'live', url: 'https://example.com/', expiresAt: null };
const unknown: Answer = { kind: 'unknown' };
const gone: Answer = { kind: 'gone' };

/** A store on a clock that the test moves; `down` makes every command fail. */
function memory(clock: { now: number }) {
  const entries = new Map<string, { value: string; until: number }>();
  const state = { down: false, entries };
  const alive = (key: string) => {
    const entry = entries.get(key);
    return entry && entry.until > clock.now ? entry : undefined;
  };
  const guard = (): void => {
    if (state.down) throw new Error('cache is down');
  };
  const store: CacheStore = {
    get: async (key) => {
      guard();
      return alive(key)?.value ?? null;
    },
    set: async (key, value, ms) => {
      guard();
      entries.set(key, { value, until: clock.now + ms });
    },
    setIfAbsent: async (key, value, ms) => {
      guard();
      if (!alive(key)) entries.set(key, { value, until: clock.now + ms });
    },
  };
  return { store, state };
}

let clock: { now: number };
let cache: ReturnType<typeof memory>;
let database: { answer: Answer; reads: number; wait: () => Promise<void>; fail: boolean };
const build = (): LinkCache =>
  linkCache({
    cache: cache.store,
    load: async () => {
      database.reads += 1;
      if (database.fail) throw new Error('database is down');
      const { answer } = database; // what the row was when the query ran
      await database.wait();
      return answer;
    },
    now: () => clock.now,
    random: () => 0.5,
  });
let links: LinkCache;

/** A gate that readers wait at until it is opened. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { wait: () => opened, open };
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  clock = { now: 1_000_000 };
  cache = memory(clock);
  database = { answer: live, reads: 0, wait: () => Promise.resolve(), fail: false };
  links = build();
});

describe('reading', () => {
  it('reads the database once and then the cache', async () => {
    expect(await links.read('a')).toEqual(live);
    expect(await links.read('a')).toEqual(live);
    expect(database.reads).toBe(1);
  });

  it('answers 1,000 simultaneous misses with one read in each process', async () => {
    const other = build();
    const slow = gate();
    database.wait = slow.wait;
    const readers = Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? links : other).read('a'));
    await settle();
    slow.open();
    expect(new Set((await Promise.all(readers)).map((answer) => answer.kind))).toEqual(new Set(['live']));
    expect(database.reads).toBe(2);
  });

  it('keeps codes apart', async () => {
    await Promise.all([links.read('a'), links.read('b')]);
    expect(database.reads).toBe(2);
  });

  it('gives an error to all who wait and keeps none of it', async () => {
    database.fail = true;
    const results = await Promise.allSettled([links.read('a'), links.read('a')]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(database.reads).toBe(1);
    expect(cache.state.entries.size).toBe(0);
    database.fail = false;
    expect(await links.read('a')).toEqual(live);
  });

  it('goes on without the cache, still with single flight', async () => {
    cache.state.down = true;
    expect(await Promise.all([links.read('a'), links.read('a')])).toEqual([live, live]);
    expect(database.reads).toBe(1);
    expect(await links.read('a')).toEqual(live);
    expect(database.reads).toBe(2);
  });
});

describe('lifetimes', () => {
  it('spreads a live link by a tenth either way', () => {
    expect(lifetime(live, 0, 0)).toBe(0.9 * LIFETIME_MS.live);
    expect(lifetime(live, 0, 0.5)).toBe(LIFETIME_MS.live);
    expect(lifetime(live, 0, 1 - 1e-9)).toBeCloseTo(1.1 * LIFETIME_MS.live, -1);
    expect(lifetime({ ...live, expiresAt: 5000 }, 1000, 0.5)).toBe(4000);
  });

  it('keeps an unknown code for 30 s and no longer', async () => {
    database.answer = unknown;
    await links.read('a');
    clock.now += 29_999;
    await links.read('a');
    expect(database.reads).toBe(1);
    clock.now += 1;
    await links.read('a');
    expect(database.reads).toBe(2);
  });

  it('answers "gone" once a kept link expires', async () => {
    database.answer = { ...live, expiresAt: clock.now + 1000 };
    expect(await links.read('a')).toMatchObject({ kind: 'live' });
    clock.now += 1000;
    expect(await links.read('a')).toEqual(gone);
  });
});

describe('writing', () => {
  it('replaces a negative entry when the code is created', async () => {
    database.answer = unknown;
    expect(await links.read('a')).toEqual(unknown);
    await links.written('a', live);
    expect(await links.read('a')).toEqual(live);
  });

  it('answers "gone" at once after a delete, in every process', async () => {
    const other = build();
    await Promise.all([links.read('a'), other.read('a')]);
    await links.written('a', gone);
    expect([await links.read('a'), await other.read('a')]).toEqual([gone, gone]);
  });

  it('is not undone by a reader that read before the delete', async () => {
    const slow = gate();
    database.wait = slow.wait;
    const reader = links.read('a');
    await settle();
    await links.written('a', gone);
    slow.open();
    expect(await reader).toEqual(live); // that reader asked before the delete
    expect(await links.read('a')).toEqual(gone);
    expect(database.reads).toBe(1);
  });

  it('does not let a later reader join a read that began before it, with the cache down', async () => {
    const slow = gate();
    database.wait = slow.wait;
    const early = links.read('a');
    await settle();
    cache.state.down = true;
    await expect(links.written('a', gone)).rejects.toThrow('cache is down');
    database.answer = gone;
    const late = links.read('a');
    await settle();
    slow.open();
    expect([await early, await late]).toEqual([live, gone]);
  });

  it('is not undone by a replica that lags for less than the marker stays', async () => {
    await links.written('a', gone);
    clock.now += 3000; // the replica still says live
    expect(await links.read('a')).toEqual(gone);
    expect(database.reads).toBe(0);
  });
});

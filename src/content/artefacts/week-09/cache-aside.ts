/**
 * Cache-aside for short links: jittered lifetimes, negative entries, single flight, and writes
 * that a slow reader cannot undo. No clock, network or randomness of its own: all are handed in.
 */

/** What is known about a code. */
export type Answer =
  | { kind: 'live'; url: string; expiresAt: number | null }
  | { kind: 'gone' }
  | { kind: 'unknown' };

/** The three commands needed: GET, SET with PX, and SET with PX and NX. */
export interface CacheStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, lifetimeMs: number): Promise<void>;
  setIfAbsent(key: string, value: string, lifetimeMs: number): Promise<void>;
}

export interface Surroundings {
  cache: CacheStore;
  /** Reads the code from the database; rejects when the database cannot be asked. */
  load(code: string): Promise<Answer>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A number in [0, 1). */
  random(): number;
}

export const LIFETIME_MS = { live: 24 * 3600_000, unknown: 30_000, gone: 60_000 } as const;
export const JITTER = 0.1;

/**
 * How long an answer may stay: 24 h ± 10% for a live link, but never past its own expiry.
 * @param random in [0, 1): 0 gives the shortest lifetime
 * @returns milliseconds, at least 1
 */
export function lifetime(answer: Answer, now: number, random: number): number {
  const spread = answer.kind === 'live' ? 1 + JITTER * (2 * random - 1) : 1;
  const ms = LIFETIME_MS[answer.kind] * spread;
  const left = answer.kind === 'live' && answer.expiresAt !== null ? answer.expiresAt - now : Infinity;
  return Math.max(1, Math.round(Math.min(ms, left)));
}

/** Applies the expiry of a link, which passes while the entry is in the cache. */
function current(answer: Answer, now: number): Answer {
  const expired = answer.kind === 'live' && answer.expiresAt !== null && answer.expiresAt <= now;
  return expired ? { kind: 'gone' } : answer;
}

/** The read and write side of one process. */
export interface LinkCache {
  /** Answer for a code; rejects only when neither cache nor database could be asked. */
  read(code: string): Promise<Answer>;
  /** To be called after a create or delete has committed. Rejects when the cache did not take it. */
  written(code: string, answer: Answer): Promise<void>;
}

/** Builds the cache of one process. */
export function linkCache({ cache, load, now, random }: Surroundings): LinkCache {
  const flights = new Map<string, Promise<Answer>>();
  const key = (code: string): string => `l:${code}`;

  // #region read
  const cached = async (code: string): Promise<Answer | null> => {
    try {
      const text = await cache.get(key(code));
      return text === null ? null : (JSON.parse(text) as Answer);
    } catch {
      return null; // a cache that is down is a miss, no error
    }
  };

  const fill = async (code: string): Promise<Answer> => {
    // An error of the database is thrown on, never stored.
    const answer = current(await load(code), now());
    const ms = lifetime(answer, now(), random());
    try {
      // Only if absent: what was written meanwhile wins.
      await cache.setIfAbsent(key(code), JSON.stringify(answer), ms);
    } catch {
      // served without being kept
    }
    return answer;
  };

  const read = async (code: string): Promise<Answer> => {
    const hit = await cached(code);
    if (hit) return current(hit, now());
    let flight = flights.get(code);
    if (!flight) {
      flight = fill(code).finally(() => {
        if (flights.get(code) === flight) flights.delete(code);
      });
      flights.set(code, flight);
    }
    return flight;
  };
  // #endregion read

  // #region written
  const written = async (
    code: string,
    answer: Answer,
  ): Promise<void> => {
    // Later readers must not join a read that began before this.
    flights.delete(code);
    const ms = lifetime(answer, now(), random());
    await cache.set(key(code), JSON.stringify(answer), ms);
  };
  // #endregion written

  return { read, written };
}

/** Position in the leader's log; a larger one is later. */
export type Lsn = number;

/** A copy that applies the log late. Times are in milliseconds on one clock. */
export interface Follower {
  /** Last position that a read at `time` reflects. */
  applied(time: number): Lsn;
  /** Time at which `lsn` is applied, or undefined when that is later than `until`. */
  waitFor(lsn: Lsn, until: number): number | undefined;
}

// #region session
/** Who answered a read, when that copy was ready (ms), and which position it reflects. */
export interface Served {
  by: 'follower' | 'wait' | 'leader';
  at: number;
  lsn: Lsn;
}

/** One user's session. The token travels in a cookie or a header, so any process can serve the next request. */
export class Session {
  #token: Lsn;

  constructor(token: Lsn = 0) {
    this.#token = token;
  }
  get token(): Lsn {
    return this.#token;
  }
  /** After a write: the position of its commit. After a read: the position it saw, for monotonic reads. */
  saw(lsn: Lsn): void {
    this.#token = Math.max(this.#token, lsn);
  }
  /** Reads from a follower that is fresh enough, waits for one to become so, or asks the leader. */
  read(now: number, followers: readonly Follower[], leader: () => Lsn, patienceMs: number): Served {
    const served = this.#find(now, followers, patienceMs) ?? { by: 'leader', at: now + patienceMs, lsn: leader() };
    this.saw(served.lsn);
    return served;
  }
  #find(now: number, followers: readonly Follower[], patienceMs: number): Served | undefined {
    for (const follower of followers) {
      const lsn = follower.applied(now);
      if (lsn >= this.#token) return { by: 'follower', at: now, lsn };
    }
    for (const follower of followers) {
      const at = follower.waitFor(this.#token, now + patienceMs);
      if (at !== undefined) return { by: 'wait', at, lsn: follower.applied(at) };
    }
    return undefined;
  }
}
// #endregion session

/** Counts over the trials of `simulate`: reads that missed the session's own write, and who served those with a token. */
export interface Tally {
  staleWithoutToken: number;
  staleWithToken: number;
  follower: number;
  wait: number;
  leader: number;
}

/** A repeatable stream of numbers in [0, 1): the mulberry32 generator. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

// #region simulate
/** Times between a user's write and the next read, in ms, equally likely. */
export const thinkTimes = [20, 50, 200, 1000] as const;
export const meanLagMs = 120;

/** Writes, thinks and reads `trials` times, trying one or both of two followers with independent exponential lag. */
export function simulate(seed: number, patienceMs = 50, tried = 1, trials = 10_000): Tally {
  const random = randomNumbers(seed);
  const tally: Tally = { staleWithoutToken: 0, staleWithToken: 0, follower: 0, wait: 0, leader: 0 };
  for (let write = 1; write <= trials; write++) {
    const followers = [0, 1].map((): Follower => {
      const lag = -meanLagMs * Math.log(1 - random());
      return {
        applied: (time) => (time >= lag ? write : write - 1),
        waitFor: (_, until) => (lag <= until ? lag : undefined),
      };
    });
    if (random() < 0.5) followers.reverse();
    const think = thinkTimes[Math.floor(random() * thinkTimes.length)] ?? 0;
    if ((followers[0]?.applied(think) ?? 0) < write) tally.staleWithoutToken++;
    const served = new Session(write).read(think, followers.slice(0, tried), () => write, patienceMs);
    if (served.lsn < write) tally.staleWithToken++;
    tally[served.by]++;
  }
  return tally;
}
// #endregion simulate

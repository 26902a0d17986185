/** Where "now" comes from, in milliseconds; injected so that tests can turn it. */
export type Clock = () => number;

// #region token-bucket
/** Admits at most `perSecond` × t + `burst` units in any stretch of t seconds. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  readonly #clock: Clock;
  #tokens: number;
  #filledAt: number;

  constructor(perSecond: number, burst: number, clock: Clock) {
    [this.#perMs, this.#burst, this.#clock] = [perSecond / 1000, burst, clock];
    [this.#tokens, this.#filledAt] = [burst, clock()];
  }
  /** Takes `cost` tokens and returns 0, or takes none and returns the milliseconds until they are there. */
  take(cost = 1): number {
    const now = this.#clock();
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filledAt) * this.#perMs);
    this.#filledAt = now;
    if (this.#tokens < cost) return (cost - this.#tokens) / this.#perMs;
    this.#tokens -= cost;
    return 0;
  }
}
// #endregion token-bucket

// #region gcra
/** The same limit in one timestamp: when the bucket would be full again. Fits an atomic update of a single key. */
export class Gcra {
  readonly #perRequest: number;
  readonly #tolerance: number;
  readonly #clock: Clock;
  #fullAt = -Infinity;

  constructor(perSecond: number, burst: number, clock: Clock) {
    this.#perRequest = 1000 / perSecond;
    [this.#tolerance, this.#clock] = [burst * this.#perRequest, clock];
  }
  /** Admits the request and returns 0, or returns the milliseconds until it would be admitted. */
  take(): number {
    const now = this.#clock();
    const next = Math.max(this.#fullAt, now) + this.#perRequest;
    if (next > now + this.#tolerance) return next - this.#tolerance - now;
    this.#fullAt = next;
    return 0;
  }
}
// #endregion gcra

/** Counts from zero in every window that starts on the clock: simple, and twice the limit around an edge. */
export class FixedWindow {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #clock: Clock;
  #window = -1;
  #count = 0;

  constructor(limit: number, windowMs: number, clock: Clock) {
    [this.#limit, this.#windowMs, this.#clock] = [limit, windowMs, clock];
  }
  /** Whether this request is admitted. */
  take(): boolean {
    const window = Math.floor(this.#clock() / this.#windowMs);
    if (window !== this.#window) [this.#window, this.#count] = [window, 0];
    return ++this.#count <= this.#limit;
  }
}

// #region breaker
/** A circuit breaker for one dependency. `now` gives ms. */
export class Breaker {
  #calls: { at: number; failed: boolean }[] = [];
  #openedAt: number | undefined;
  #probes = 0;
  #successes = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether a call may go out. After 5 s of being open it lets 3 probes through. */
  allow(): boolean {
    if (this.#openedAt === undefined) return true;
    if (this.#now() - this.#openedAt < 5000 || this.#probes >= 3) return false;
    this.#probes += 1;
    return true;
  }

  /** Tells how a call went. It opens at 50% failures among at least 20 calls of the last 10 s. */
  record(failed: boolean): void {
    const at = this.#now();
    if (this.#openedAt !== undefined) {
      if (failed) this.#open(at);
      else if (++this.#successes === 3) this.#close();
      return;
    }
    this.#calls = [...this.#calls.filter((call) => at - call.at < 10_000), { at, failed }];
    const failures = this.#calls.filter((call) => call.failed).length;
    if (this.#calls.length >= 20 && failures / this.#calls.length >= 0.5) this.#open(at);
  }

  #open(at: number): void {
    this.#openedAt = at;
    this.#probes = 0;
    this.#successes = 0;
  }

  #close(): void {
    this.#openedAt = undefined;
    this.#calls = [];
  }
}
// #endregion breaker

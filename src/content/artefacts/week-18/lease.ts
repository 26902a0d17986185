/** The part of the witness that is used here: one key that expires, held by one region at a time. */
export interface Witness {
  /** Takes or renews the lease for `ttl` ms. Gives its epoch, or nothing where another region holds it. */
  acquire(region: string, ttl: number): Promise<number | undefined>;
}

// #region lease
/** The right to accept checkout writes. It ends by the region's own clock, also when no answer comes. */
export class WriteLease {
  #until = -Infinity;
  #epoch = 0;
  readonly #region: string;
  readonly #witness: Witness;
  readonly #ttl: number;
  readonly #clock: () => number;

  /** `ttl` in ms; `clock` counts ms and never goes back, such as `performance.now`. */
  constructor(region: string, witness: Witness, ttl: number, clock: () => number) {
    this.#region = region;
    this.#witness = witness;
    this.#ttl = ttl;
    this.#clock = clock;
  }

  /** Call it every third of `ttl`. A failure changes nothing: the old deadline stands. */
  async renew(): Promise<void> {
    const asked = this.#clock(); // before the request: the answer may have travelled for long
    const epoch = await this.#witness.acquire(this.#region, this.#ttl).catch(() => undefined);
    if (epoch === undefined) return;
    this.#epoch = epoch;
    this.#until = asked + this.#ttl * 0.9; // a margin, because two clocks do not run equally fast
  }

  /** The epoch to write with, or nothing: then refuse the write with 503. */
  epoch(): number | undefined {
    return this.#clock() < this.#until ? this.#epoch : undefined;
  }
}
// #endregion lease

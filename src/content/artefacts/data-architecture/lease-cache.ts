/** What a read finds: a value, the right to fill the hole, or somebody else's right to do so. */
export type Found<V> = { kind: 'hit'; value: V } | { kind: 'lease'; token: number } | { kind: 'wait' };

// #region lease
/** A look-aside cache with leases: at most one reader fills a hole, and only if nothing was written meanwhile. */
export class LeaseCache<V> {
  readonly #values = new Map<string, V>();
  readonly #leases = new Map<string, { token: number; ends: number }>();
  readonly #leaseMs: number;
  #issued = 0;

  constructor(leaseMs = 10_000) {
    this.#leaseMs = leaseMs;
  }
  get(key: string, now: number): Found<V> {
    const value = this.#values.get(key);
    if (value !== undefined) return { kind: 'hit', value };
    const lease = this.#leases.get(key);
    if (lease && lease.ends > now) return { kind: 'wait' };
    const token = ++this.#issued;
    this.#leases.set(key, { token, ends: now + this.#leaseMs });
    return { kind: 'lease', token };
  }
  /** Fills a hole; refused when the lease was cancelled by a write or passed on after its time. */
  fill(key: string, token: number, value: V): boolean {
    if (this.#leases.get(key)?.token !== token) return false;
    this.#leases.delete(key);
    this.#values.set(key, value);
    return true;
  }
  /** After a commit: removes the value and cancels the lease of whoever is reading the old one. */
  invalidate(key: string): void {
    this.#values.delete(key);
    this.#leases.delete(key);
  }
}
// #endregion lease

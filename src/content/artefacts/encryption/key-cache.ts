/** Plaintext data keys for a limited time: what a cache of unwrapped keys costs, made explicit. */

// #region cache
/**
 * Keeps unwrapped data keys.
 *
 * @param ttlSeconds how long a revoked tenant can still be read when no event arrives
 * @param now seconds, never going back
 */
export class DataKeyCache {
  private readonly entries = new Map<string, { tenant: string; key: Buffer; expires: number }>();
  private readonly ttlSeconds: number;
  private readonly now: () => number;

  constructor(ttlSeconds: number, now: () => number) {
    this.ttlSeconds = ttlSeconds;
    this.now = now;
  }

  /**
   * A copy, so that a caller who wipes its key does not wipe this one. `unwrap` may throw, and then nothing is kept.
   *
   * @param wrapped the wrapped key, not the document: a rewritten document has another one
   */
  get(tenant: string, wrapped: Buffer, unwrap: () => Buffer): Buffer {
    this.expire();
    const id = JSON.stringify([tenant, wrapped.toString('base64')]);
    const cached = this.entries.get(id);
    if (cached !== undefined) return Buffer.from(cached.key);
    const key = unwrap();
    this.entries.set(id, { tenant, key: Buffer.from(key), expires: this.now() + this.ttlSeconds });
    return key;
  }

  /** Called on the event that disables a tenant: from here on each read asks the key service again. */
  purge(tenant: string): void {
    for (const [id, entry] of this.entries) if (entry.tenant === tenant) this.forget(id, entry.key);
  }

  /** Called by a timer too, for a process without reads. The map keeps the order of insertion, so the oldest come first. */
  expire(): void {
    for (const [id, entry] of this.entries) {
      if (this.now() < entry.expires) return;
      this.forget(id, entry.key);
    }
  }

  /** Plaintext keys in memory. */
  get size(): number {
    return this.entries.size;
  }

  private forget(id: string, key: Buffer): void {
    key.fill(0);
    this.entries.delete(id);
  }
}
// #endregion cache

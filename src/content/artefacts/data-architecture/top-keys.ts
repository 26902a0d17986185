// #region top
/**
 * The busiest keys of a stream in memory for `size` counters (Space-Saving, Metwally and others 2005).
 * Any key with more than 1/size of all requests is in it, and no count is too high by more than total/size.
 */
export class TopKeys {
  readonly #counts = new Map<string, { count: number; over: number }>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }
  add(key: string): void {
    const known = this.#counts.get(key);
    if (known) {
      known.count++;
    } else if (this.#counts.size < this.#size) {
      this.#counts.set(key, { count: 1, over: 0 });
    } else {
      // The newcomer inherits the smallest count: it may have been there all along, unseen.
      let [victim, least] = ['', Number.POSITIVE_INFINITY];
      for (const [name, { count }] of this.#counts) if (count < least) [victim, least] = [name, count];
      this.#counts.delete(victim);
      this.#counts.set(key, { count: least + 1, over: least });
    }
  }
  /** Busiest first: requests counted, and by how many that may be too high. */
  top(k: number): { key: string; count: number; over: number }[] {
    return [...this.#counts].map(([key, entry]) => ({ key, ...entry })).sort((a, b) => b.count - a.count).slice(0, k);
  }
}
// #endregion top

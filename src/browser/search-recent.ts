const most = 8;

/** The searches that led somewhere, latest first, kept in this browser only. Without storage: none. */
export class RecentSearches {
  readonly #key: string;

  /** @param base path of the site: several handbooks may share one origin */
  constructor(base: string) {
    this.#key = `handbook:${base}:searches`;
  }

  /** Reads the list; damaged or forbidden storage gives an empty one. */
  list(): string[] {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
      return Array.isArray(value)
        ? value.filter((text) => typeof text === 'string' && text.length < 200).slice(0, most)
        : [];
    } catch {
      return [];
    }
  }

  /** Puts a search first. */
  add(query: string): void {
    const text = query.trim();
    if (text === '' || text.length > 100) return;
    this.#write([text, ...this.list().filter((other) => other.toLowerCase() !== text.toLowerCase())].slice(0, most));
  }

  /** Forgets all. */
  clear(): void {
    this.#write([]);
  }

  #write(list: readonly string[]): void {
    try {
      if (list.length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify(list));
    } catch {
      // Storage is full or forbidden: search works without it.
    }
  }
}

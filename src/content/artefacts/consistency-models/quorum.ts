/** A value with the clock of the node that took the write, in ms. */
export interface Stamped {
  value: string;
  at: number;
}

// #region quorum
/** Keeps the later stamp: last write wins, whatever "last" means on these clocks. Of equal stamps every replica keeps the same one. */
export function merge(a: Stamped, b: Stamped): Stamped {
  return b.at > a.at || (b.at === a.at && b.value > a.value) ? b : a;
}

/** Three replicas of one key. A write or read names the replicas it reached. */
export class Quorum {
  readonly #replicas: Stamped[];

  constructor(initial: Stamped) {
    this.#replicas = [initial, initial, initial];
  }
  /** Returns whether the write is acknowledged, which takes two replicas. */
  write(stamped: Stamped, reached: readonly number[]): boolean {
    for (const i of reached) this.#replicas[i] = merge(this.#replicas[i] ?? stamped, stamped);
    return new Set(reached).size >= 2;
  }
  read(reached: readonly number[]): Stamped {
    return reached.map((i) => this.#replicas[i] as Stamped).reduce(merge);
  }
}
// #endregion quorum

// #region versions
/** Writes seen from each node. */
export type Versions = Readonly<Record<string, number>>;

/** Whether `a` includes `b`, `b` includes `a`, or neither has seen the other. */
export function compare(a: Versions, b: Versions): 'equal' | 'after' | 'before' | 'concurrent' {
  const nodes = [...Object.keys(a), ...Object.keys(b)];
  const ahead = nodes.some((n) => (a[n] ?? 0) > (b[n] ?? 0));
  const behind = nodes.some((n) => (a[n] ?? 0) < (b[n] ?? 0));
  if (ahead && behind) return 'concurrent';
  if (ahead) return 'after';
  return behind ? 'before' : 'equal';
}
// #endregion versions

// #region escrow
/** Seats split into pools, one for each region. The sum never exceeds the stock, so no sale asks another region. */
export class Escrow {
  readonly #left: Map<string, number>;

  constructor(pools: Readonly<Record<string, number>>) {
    this.#left = new Map(Object.entries(pools));
  }
  left(region: string): number {
    return this.#left.get(region) ?? 0;
  }
  /** Sells one seat out of the local pool; false when it is empty. */
  sell(region: string): boolean {
    const left = this.left(region);
    if (left === 0) return false;
    this.#left.set(region, left - 1);
    return true;
  }
  /** Moves up to `block` seats between regions; the only step that has to coordinate. Returns how many moved. */
  move(from: string, to: string, block: number): number {
    if (!Number.isInteger(block) || block < 0) throw new RangeError(`a block is a whole number of seats, not ${block}`);
    const moved = Math.min(block, this.left(from));
    this.#left.set(from, this.left(from) - moved);
    this.#left.set(to, this.left(to) + moved);
    return moved;
  }
}
// #endregion escrow

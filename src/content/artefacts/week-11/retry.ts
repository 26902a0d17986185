// #region retry
/** Calls at the bottom for one at the top, if every layer tries up to `tries` times. */
export function amplification(tries: number, layers: number): number {
  return tries ** layers;
}

/** Mean wait in ms before retry `n` (1 is the first) with full jitter: half of the capped exponential. */
export function meanWait(n: number, base = 100, cap = 10_000): number {
  return Math.min(cap, base * 2 ** (n - 1)) / 2;
}
// #endregion retry

// #region quorum
/** Failed nodes that a majority of `nodes` survives. */
export function survives(nodes: number): number {
  return nodes - (Math.floor(nodes / 2) + 1);
}
// #endregion quorum

import { createHash } from 'node:crypto';

/** First eight bytes of the MD5 digest as a big-endian integer. */
export function position(text: string): bigint {
  return createHash('md5').update(text).digest().readBigUInt64BE(0);
}

/** Owner of each position on a ring of nodes 0 … n−1 with `points` points each, labelled `n3#17`. */
export function ring(nodes: number, points: number): (at: bigint) => number {
  const all = Array.from({ length: nodes * points }, (_, i) => {
    const node = Math.floor(i / points);
    return { at: position(`n${node}#${i % points}`), node };
  }).sort((a, b) => (a.at < b.at ? -1 : 1));
  return (at) => {
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((all[middle]?.at ?? 0n) < at) low = middle + 1;
      else high = middle;
    }
    return (all[low] ?? all[0])?.node ?? 0;
  };
}

// #region load
/** Load of the busiest node against the mean, when key i carries `weight(i)` of the traffic. */
export function busiest(keys: readonly bigint[], nodes: number, owner: (at: bigint) => number, weight: (i: number) => number): number {
  const load = new Array<number>(nodes).fill(0);
  keys.forEach((at, i) => {
    const node = owner(at);
    load[node] = (load[node] ?? 0) + weight(i);
  });
  const total = load.reduce((sum, l) => sum + l, 0);
  return Math.max(...load) / (total / nodes);
}
// #endregion load

/** Share of keys whose owner differs between two placements. */
export function moved(keys: readonly bigint[], before: (at: bigint) => number, after: (at: bigint) => number): number {
  return keys.filter((at) => before(at) !== after(at)).length / keys.length;
}

import { createHash } from 'node:crypto';

/** First eight bytes of the MD5 digest as a big-endian integer: a spread, not a secret. */
export function position(text: string): bigint {
  return createHash('md5').update(text).digest().readBigUInt64BE(0);
}

/** Node of a key by remainder: the owner changes for almost every key when `nodes` changes. */
export function byModulo(key: string, nodes: number): number {
  return Number(position(key) % BigInt(nodes));
}

// #region ring
interface Point {
  at: bigint;
  node: number;
}

/**
 * A hash ring: each node owns the arcs that end at its points.
 * @param nodes number of nodes, numbered from 0
 * @param pointsPerNode points of each node on the ring, labelled `node{i}#{j}`
 * @returns a function from key to the number of the node at the next point clockwise
 * @throws RangeError when there is no point on the ring
 */
export function hashRing(nodes: number, pointsPerNode: number): (key: string) => number {
  const points: Point[] = [];
  for (let node = 0; node < nodes; node += 1) {
    for (let j = 0; j < pointsPerNode; j += 1) points.push({ at: position(`node${node}#${j}`), node });
  }
  points.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const first = points[0];
  if (!first) throw new RangeError('a ring needs at least one node with one point');

  return (key) => {
    const at = position(key);
    let low = 0;
    let high = points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((points[middle] ?? first).at < at) low = middle + 1;
      else high = middle;
    }
    return (points[low] ?? first).node; // past the last point: round to the first
  };
}
// #endregion ring

/** Share of keys, between 0 and 1, whose owner differs between two placements. */
export function movedShare(
  keys: readonly string[],
  before: (key: string) => number,
  after: (key: string) => number,
): number {
  return keys.filter((key) => before(key) !== after(key)).length / keys.length;
}

/** Keys on the fullest node divided by the mean per node: 1 is perfectly even. */
export function fullestOverMean(
  keys: readonly string[],
  nodes: number,
  owner: (key: string) => number,
): number {
  const counts = new Array<number>(nodes).fill(0);
  for (const key of keys) {
    const node = owner(key);
    counts[node] = (counts[node] ?? 0) + 1;
  }
  return Math.max(...counts) / (keys.length / nodes);
}

/** The keys of the worked example: `k0` … `k99999`. */
export function exampleKeys(count = 100_000): string[] {
  return Array.from({ length: count }, (_, i) => `k${i}`);
}

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

/** Number of the node that a key belongs to. */
type Owner = (key: string) => number;

/**
 * A ring on which each node owns the arcs ending at its points.
 * @param nodes how many nodes, numbered from 0
 * @param pointsEach points of each node, named `node{i}#{j}`
 * @returns owner of a key: the next point clockwise
 * @throws RangeError when there is no point on the ring
 */
export function hashRing(nodes: number, pointsEach: number): Owner {
  const points: Point[] = [];
  for (let node = 0; node < nodes; node += 1) {
    for (let j = 0; j < pointsEach; j += 1) {
      points.push({ at: position(`node${node}#${j}`), node });
    }
  }
  points.sort((a, b) => (a.at < b.at ? -1 : 1));
  const first = points[0];
  if (!first) throw new RangeError('a ring needs a point');

  return (key) => {
    const at = position(key);
    let low = 0;
    let high = points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((points[middle] ?? first).at < at) low = middle + 1;
      else high = middle;
    }
    // Past the last point the ring closes at the first.
    return (points[low] ?? first).node;
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

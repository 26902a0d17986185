import { position } from './hash-ring.ts';

/** Logical partitions: fixed for the life of the service, so that a code never changes its own. */
export const PARTITIONS = 1024;

// #region map
/** Shard of each partition: index = partition, value = name of the physical database. */
export type ShardMap = readonly string[];

/** Logical partition of a code. */
export function partitionOf(code: string): number {
  return Number(position(code) % BigInt(PARTITIONS));
}

/**
 * A map that deals the partitions out evenly.
 * @throws RangeError when there is no shard
 */
export function evenMap(shards: readonly string[]): ShardMap {
  if (shards.length === 0) throw new RangeError('a shard map needs at least one shard');
  return Array.from({ length: PARTITIONS }, (_, partition) => shards[partition % shards.length] ?? '');
}

/**
 * The map after one more shard joins: it takes its even share from the fullest shards, and no
 * partition moves between the old ones.
 */
export function withShard(map: ShardMap, added: string): ShardMap {
  const next = [...map];
  const shards = new Set([...map, added]);
  const share = Math.floor(PARTITIONS / shards.size);
  for (let moved = 0; moved < share; moved += 1) {
    const counts = new Map<string, number>();
    for (const shard of next) if (shard !== added) counts.set(shard, (counts.get(shard) ?? 0) + 1);
    const fullest = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    next[next.lastIndexOf(fullest)] = added;
  }
  return next;
}

/** Partitions whose shard differs: what a move has to copy. */
export function movedPartitions(before: ShardMap, after: ShardMap): number[] {
  return before.flatMap((shard, partition) => (after[partition] === shard ? [] : [partition]));
}
// #endregion map

// #region read
/** How long an author reads from the primary, in ms. */
export const OWN_WRITES_MS = 5_000;

/** Looks a row up in one database; null when it has none. */
type Lookup<Row> = (code: string) => Promise<Row | null>;

/**
 * Where a read goes. A "not found" from a replica is no answer:
 * the row may be under way.
 * @param session times in milliseconds; `lastWriteAt` when this
 *   session has written
 */
export async function readRow<Row>(
  code: string,
  from: { primary: Lookup<Row>; replica: Lookup<Row> },
  session: { now: number; lastWriteAt?: number },
): Promise<Row | null> {
  const { now, lastWriteAt = -Infinity } = session;
  if (now - lastWriteAt < OWN_WRITES_MS) return from.primary(code);
  return (await from.replica(code)) ?? from.primary(code);
}
// #endregion read

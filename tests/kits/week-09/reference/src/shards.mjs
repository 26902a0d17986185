import { createHash } from 'node:crypto';
import pg from 'pg';
import { ClientError } from './errors.mjs';

export const PARTITIONS = 1024;
export const OWN_WRITES_MS = 5000;

export const partitionOf = (code) => createHash('md5').update(code).digest().readUInt32BE(0) % PARTITIONS;

/** A pool for each database, so that a dead shard uses up nothing of the living one. */
function pool(connectionString) {
  const made = new pg.Pool({ connectionString, max: 10, connectionTimeoutMillis: 800, query_timeout: 1000 });
  made.on('error', () => undefined);
  return made;
}

export function createShards(config) {
  const shards = config.map(({ primary, replica }) => ({ primary: pool(primary), replica: pool(replica) }));
  const map = Array.from({ length: PARTITIONS }, (_, partition) => partition % shards.length);
  const shardOf = (code) => shards[map[partitionOf(code)]];
  const lookUp = async (from, code) => {
    const { rows } = await from.query('select url, expires_at, deleted_at from links where code = $1', [code]);
    return rows[0] ?? null;
  };

  return {
    /** Runs a statement on the primary of a code's shard. @throws ClientError 503 */
    async write(code, text, values) {
      try {
        return await shardOf(code).primary.query(text, values);
      } catch (error) {
        if (error.code?.startsWith('23')) throw error;
        throw new ClientError(503, 'the shard cannot be reached');
      }
    },
    /** The row of a code or null. A "not found" of the replica is confirmed on the primary. @throws ClientError 503 */
    async read(code, { now, lastWriteAt }) {
      const { primary, replica } = shardOf(code);
      const own = now - lastWriteAt < OWN_WRITES_MS;
      try {
        const found = own ? null : await lookUp(replica, code).catch(() => null);
        return found ?? (await lookUp(primary, code));
      } catch {
        throw new ClientError(503, 'the shard cannot be reached');
      }
    },
  };
}

import { isAlias, randomCode } from './codes.mjs';
import { ClientError } from './errors.mjs';
import { partitionOf } from './shards.mjs';
import { acceptable } from './targets.mjs';

const LIFETIME_MS = { live: 24 * 3_600_000, unknown: 30_000, gone: 60_000 };
const CREATES_A_MINUTE = 10;

export function createLinks({ shards, cache, ownHost }) {
  const flights = new Map();
  const clicks = new Map();
  const keyOf = (code) => `l:${code}`;

  const lifetime = ({ kind, expiresAt }) => {
    const ms = LIFETIME_MS[kind] * (kind === 'live' ? 0.9 + 0.2 * Math.random() : 1);
    return Math.max(1, Math.round(Math.min(ms, expiresAt ? expiresAt - Date.now() : Infinity)));
  };
  const current = (answer) =>
    answer.kind === 'live' && answer.expiresAt && answer.expiresAt <= Date.now() ? { kind: 'gone' } : answer;
  const fromRow = (row) => {
    if (row === null) return { kind: 'unknown' };
    if (row.deleted_at !== null) return { kind: 'gone' };
    return current({ kind: 'live', url: row.url, expiresAt: row.expires_at?.getTime() ?? null });
  };

  const fill = async (code, session) => {
    const answer = fromRow(await shards.read(code, session));
    // Only if absent: what a writer put there meanwhile wins.
    await cache.setIfAbsent(keyOf(code), JSON.stringify(answer), lifetime(answer));
    return answer;
  };
  const written = async (code, answer) => {
    flights.delete(code);
    await cache.set(keyOf(code), JSON.stringify(answer), lifetime(answer));
  };

  const flush = async () => {
    const batch = [...clicks];
    clicks.clear();
    for (const [code, count] of batch) {
      const text = `insert into clicks_by_hour values ($1, date_trunc('hour', now()), $2)
        on conflict (code, hour) do update set clicks = clicks_by_hour.clicks + excluded.clicks`;
      await shards.write(code, text, [code, count]).catch(() => undefined);
    }
  };
  setInterval(() => void flush(), 1000).unref();

  return {
    /** @returns {kind: 'live', url} | {kind: 'gone'} | {kind: 'unknown'}, with `cached` */
    async follow(code, session) {
      const text = await cache.get(keyOf(code));
      let answer = text === null ? null : current(JSON.parse(text));
      const cached = answer !== null;
      if (answer === null) {
        let flight = flights.get(code);
        if (flight === undefined) {
          flight = fill(code, session).finally(() => flights.get(code) === flight && flights.delete(code));
          flights.set(code, flight);
        }
        answer = await flight;
      }
      if (answer.kind === 'live') clicks.set(code, (clicks.get(code) ?? 0) + 1);
      return { ...answer, cached };
    },

    async create({ url, customAlias, expiresAt = null }, { owner, now }) {
      const expires = expiresAt === null ? null : Date.parse(expiresAt);
      const named = customAlias !== undefined;
      if (!acceptable(url, ownHost)) throw new ClientError(422, 'this URL is refused');
      if (named && !(typeof customAlias === 'string' && isAlias(customAlias))) throw new ClientError(422, 'alias');
      if (expires !== null && !(expires > now)) throw new ClientError(422, 'expiresAt');
      if ((await cache.count(`c:${owner}`, 60)) > CREATES_A_MINUTE) throw new ClientError(429, 'too many');
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const code = named ? customAlias : randomCode();
        const text = `insert into links (code, partition, url, owner, expires_at) values ($1, $2, $3, $4, $5)
          on conflict (code) do nothing`;
        const at = expires === null ? null : new Date(expires);
        const { rowCount } = await shards.write(code, text, [code, partitionOf(code), url, owner, at]);
        if (rowCount === 1) {
          await written(code, { kind: 'live', url, expiresAt: expires });
          return code;
        }
        if (named) throw new ClientError(409, 'the alias is taken');
      }
      throw new ClientError(503, 'no free code');
    },

    async remove(code, { owner }) {
      const text = 'update links set deleted_at = now() where code = $1 and owner = $2 and deleted_at is null';
      const { rowCount } = await shards.write(code, text, [code, owner]);
      if (rowCount === 0) throw new ClientError(404, 'unknown');
      await written(code, { kind: 'gone' });
    },

    async stats(code) {
      const text = 'select coalesce(sum(clicks), 0)::int as clicks from clicks_by_hour where code = $1';
      return (await shards.write(code, text, [code])).rows[0];
    },
  };
}

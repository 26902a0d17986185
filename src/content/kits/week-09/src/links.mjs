import { notWritten } from './errors.mjs';

/** What a link is and how it changes, over the shards and the cache. A session is {owner, lastWriteAt, now} in ms. */
export function createLinks({ shards: _shards, cache: _cache, ownHost: _ownHost }) {
  return {
    /** @returns {kind: 'live', url} | {kind: 'gone'} | {kind: 'unknown'}, with `cached` */
    follow: async (_code, _session) => notWritten('follow (src/links.mjs)'),
    /** Makes a link and returns its code. @throws ClientError 409, 422, 429 */
    create: async ({ url: _url, customAlias: _alias, expiresAt: _expiresAt }, _session) =>
      notWritten('create (src/links.mjs)'),
    /** @throws ClientError 404 */
    remove: async (_code, _session) => notWritten('remove (src/links.mjs)'),
    /** @returns {clicks} */
    stats: async (_code) => notWritten('stats (src/links.mjs)'),
  };
}

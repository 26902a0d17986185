import { Redis } from 'ioredis';

/** Fails at once where Redis is away: a cache that is down is a miss. */
export function createCache(url) {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    commandTimeout: 50,
    connectTimeout: 500,
    maxRetriesPerRequest: 0,
    retryStrategy: () => 300,
  });
  redis.on('error', () => undefined);
  const quietly = (work) => work.catch(() => null);
  return {
    get: (key) => quietly(redis.get(key)),
    set: (key, value, ms) => quietly(redis.set(key, value, 'PX', ms)),
    setIfAbsent: (key, value, ms) => quietly(redis.set(key, value, 'PX', ms, 'NX')),
    /** How often the key was counted within its window; 0 where Redis is away. */
    async count(key, seconds) {
      const results = await quietly(redis.multi().incr(key).expire(key, seconds).exec());
      return Number(results?.[0]?.[1] ?? 0);
    },
  };
}

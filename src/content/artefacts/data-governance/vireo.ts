/** The data map of Vireo, and the variants its team argues about. */
import type { DataMap, Store } from './planner.ts';

export const users = 8_400_000;
export const storeCount = 31;
export const erasuresPerMonth = 1_900;

// #region map
export const asIs: DataMap = {
  before: [
    { why: 'identity check', days: 3 },
    { why: 'fan-out, in one batch a day', days: 1 },
  ],
  keys: {},
  stores: [
    { name: 'Postgres and search', kind: 'live', health: true, waits: [] },
    {
      name: 'Kafka, compacted topics',
      kind: 'live',
      health: true,
      waits: [
        { why: 'the segment must close (segment.ms, and a bounded compaction lag)', days: 7 },
        { why: 'the tombstone stays (delete.retention.ms)', days: 1 },
      ],
    },
    { name: 'Delta lake', kind: 'history', health: true, waits: [{ why: 'VACUUM, after REORG', days: 7 }] },
    {
      name: 'BigQuery',
      kind: 'history',
      health: true,
      waits: [
        { why: 'time travel', days: 7 },
        { why: 'fail-safe', days: 7 },
      ],
    },
    { name: 'E-mail processor', kind: 'live', health: false, waits: [{ why: 'its contract', days: 10 }] },
    { name: 'Logs', kind: 'live', health: false, waits: [{ why: 'TTL', days: 30 }] },
    { name: 'Backups', kind: 'backup', health: true, waits: [{ why: 'point-in-time recovery', days: 35 }] },
  ],
};
// #endregion map

// #region variants
const change = (map: DataMap, name: string, to: Partial<Store>): DataMap => {
  if (!map.stores.some((store) => store.name === name)) throw new Error(`no store ${name}`);
  return { ...map, stores: map.stores.map((store) => (store.name === name ? { ...store, ...to } : store)) };
};
const keyBackup = (days: number) => [{ why: 'backups of the key table itself', days }];

/** (a) Backups live for 21 days instead of 35. */
export const shortBackups = change(asIs, 'Backups', { waits: [{ why: 'point-in-time recovery', days: 21 }] });

/** Log lines carry a token; the map from token to subject is deleted with the fan-out. */
export const tokenisedLogs = (map: DataMap, backupOfTokens = 7): DataMap => ({
  ...change(map, 'Logs', { readableWith: 'tokens' }),
  keys: { ...map.keys, tokens: keyBackup(backupOfTokens) },
});

/** (c) Health fields in backups are encrypted with a key for each subject. */
export const subjectKeys = (map: DataMap, backupOfKeys = 7): DataMap => ({
  ...map,
  keys: { ...map.keys, subjects: keyBackup(backupOfKeys) },
  stores: map.stores.flatMap((store): Store[] =>
    store.kind !== 'backup'
      ? [store]
      : [
          { ...store, name: `${store.name}, health`, readableWith: 'subjects' },
          { ...store, name: `${store.name}, other`, health: false },
        ],
  ),
});

/** What was decided: (c) for health data, (b) for the rest. */
export const decided = subjectKeys(tokenisedLogs(asIs));
// #endregion variants

// #region sums
/** AES-256-GCM around a 256-bit key: nonce, key, tag. */
export const wrappedKeyBytes = 12 + 32 + 16;
export const keyTableBytes = users * wrappedKeyBytes;

/** Share of requests that finish if each store succeeds once with probability `p`, without retries. */
export const complete = (p: number, stores = storeCount): number => p ** stores;
// #endregion sums

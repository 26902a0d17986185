const day = 86_400;

/** Second charges in a day when clients blindly repeat: timed-out requests of which `applied` had taken effect. */
export function duplicatesPerDay(perSecond: number, timedOut: number, applied: number): number {
  return perSecond * timedOut * applied * day;
}

/** Bytes of one row with its index entry, and of `days` of them. */
export const rowBytes = { keyColumns: 64, fingerprint: 64, response: 88, numbers: 22, rowHeader: 28, index: 84 };
export const bytesPerKey = Object.values(rowBytes).reduce((sum, bytes) => sum + bytes, 0);
export const storeBytes = (perSecond: number, days: number) => perSecond * day * days * bytesPerKey;

/** Chance that any two of `keys` random UUIDs (version 4: 122 random bits) are equal, by the birthday bound. */
export const collision = (keys: number) => keys ** 2 / 2 / 2 ** 122;

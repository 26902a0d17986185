import { createHash } from 'node:crypto';

// #region split
/** Suffixes for a counter that takes more writes than one partition allows: as few as fit under `share` of the limit. */
export function pieces(writesPerSecond: number, limitPerPartition: number, share = 1): number {
  return Math.ceil(writesPerSecond / (limitPerPartition * share));
}

/**
 * Key of one piece. The hash of the request id chooses it, so a retried request meets its own piece and can be
 * recognised there. That holds while `count` stays: raise it once the retries of the old count have run out.
 */
export function pieceOf(key: string, requestId: string, count: number): string {
  return `${key}#${createHash('sha256').update(requestId).digest().readUInt32BE(0) % count}`;
}

/** The value is the sum of all pieces: `count` reads, and no common snapshot of them. `count` may never shrink. */
export function total(read: (key: string) => number, key: string, count: number): number {
  return Array.from({ length: count }, (_, i) => read(`${key}#${i}`)).reduce((sum, n) => sum + n, 0);
}
// #endregion split

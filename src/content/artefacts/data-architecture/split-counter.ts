// #region split
/** Suffixes for a counter that takes more writes than one partition allows: as few as fit under `share` of the limit. */
export function pieces(writesPerSecond: number, limitPerPartition: number, share = 1): number {
  return Math.ceil(writesPerSecond / (limitPerPartition * share));
}

/** Key of one piece. The request id chooses it, so a retried request meets its own piece and can be recognised there. */
export function pieceOf(key: string, requestId: number, count: number): string {
  return `${key}#${requestId % count}`;
}

/** The value is the sum of all pieces: k reads, and no common snapshot of them. */
export function total(read: (key: string) => number, key: string, count: number): number {
  return Array.from({ length: count }, (_, i) => read(`${key}#${i}`)).reduce((sum, n) => sum + n, 0);
}
// #endregion split

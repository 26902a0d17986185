import { createHash } from 'node:crypto';

export interface Entry {
  at: string;
  actor: string;
  action: string;
  resource: string;
  decision: 'allow' | 'deny';
  reason: string;
}

export interface Row extends Entry {
  seq: number;
  prevHash: string;
  hash: string;
}

export const GENESIS = '0'.repeat(64);

// #region chain
/** The hash covers every column, in a form in which no two rows look the same. */
const hashOf = (row: Omit<Row, 'hash'>): string => {
  const { seq, at, actor, action, resource, decision, reason, prevHash } = row;
  const columns = [seq, at, actor, action, resource, decision, reason, prevHash];
  return createHash('sha256').update(JSON.stringify(columns)).digest('hex');
};

export function append(log: readonly Row[], entry: Entry): Row[] {
  const last = log.at(-1);
  const row = { ...entry, seq: (last?.seq ?? 0) + 1, prevHash: last?.hash ?? GENESIS };
  return [...log, { ...row, hash: hashOf(row) }];
}

/** Number of the first row that does not fit, or null. `head` is the last hash, kept elsewhere. */
export function firstBroken(log: readonly Row[], head: string): number | null {
  let prevHash = GENESIS;
  for (const [index, row] of log.entries()) {
    if (row.seq !== index + 1 || row.prevHash !== prevHash || row.hash !== hashOf(row)) return row.seq;
    prevHash = row.hash;
  }
  return prevHash === head ? null : log.length + 1;
}
// #endregion chain

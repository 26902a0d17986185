import { createHash } from 'node:crypto';

const COLUMNS = ['seq', 'at', 'actor', 'action', 'resource', 'decision', 'reason', 'prev_hash'];

export const hashOf = (row) =>
  createHash('sha256').update(JSON.stringify(COLUMNS.map((column) => row[column]))).digest('hex');

/** Number of the first row that does not fit, or null. */
export function firstBroken(rows, head) {
  let previous = '0'.repeat(64);
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1 || row.prev_hash !== previous || row.hash !== hashOf(row)) return row.seq;
    previous = row.hash;
  }
  return previous === head ? null : rows.length + 1;
}

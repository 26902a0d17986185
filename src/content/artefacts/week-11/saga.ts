import type { DatabaseSync } from 'node:sqlite';

export interface Saga {
  id: string;
  state: string;
  version: number;
}

// #region advance
/** Moves a saga on, with its log entry and its next command, if nothing else has moved it since it was read. */
export function advance(db: DatabaseSync, saga: Saga, event: string, state: string, command?: string): boolean {
  db.exec('BEGIN IMMEDIATE');
  const moved = db
    .prepare('UPDATE saga SET state = ?, version = version + 1 WHERE id = ? AND version = ?')
    .run(state, saga.id, saga.version);
  if (moved.changes === 0) {
    db.exec('ROLLBACK');
    return false;
  }
  db.prepare('INSERT INTO saga_log (saga_id, seq, event) VALUES (?, ?, ?)').run(saga.id, saga.version + 1, event);
  if (command !== undefined) db.prepare('INSERT INTO outbox (payload) VALUES (?)').run(command);
  db.exec('COMMIT');
  return true;
}
// #endregion advance

// #region late
/** What the orchestrator does with PaymentAuthorized: go on, or void it where the saga has moved elsewhere. */
export function onAuthorized(db: DatabaseSync, read: Saga): 'captured next' | 'voided' {
  if (read.state === 'STOCK_RESERVED' && advance(db, read, 'PaymentAuthorized', 'PAYMENT_AUTHORIZED', 'CapturePayment'))
    return 'captured next';
  db.prepare('INSERT INTO outbox (payload) VALUES (?)').run('VoidAuthorization');
  return 'voided';
}
// #endregion late

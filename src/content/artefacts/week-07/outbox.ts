import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

export interface Line {
  sku: string;
  quantity: number;
}
export interface OrderPlaced {
  eventId: string;
  type: 'OrderPlaced';
  data: { orderId: number; lines: Line[] };
}

/** Runs `work` in one transaction; what it throws undoes everything. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

// #region place
/** Order and event in one commit: either both exist or neither. */
export function placeOrder(db: DatabaseSync, lines: Line[]): number {
  return transaction(db, () => {
    const order = db.prepare("INSERT INTO orders (status) VALUES ('PENDING') RETURNING id").get();
    const orderId = Number(order?.['id']);
    const event: OrderPlaced = { eventId: randomUUID(), type: 'OrderPlaced', data: { orderId, lines } };
    db.prepare('INSERT INTO outbox (event_id, payload) VALUES (?, ?)').run(event.eventId, JSON.stringify(event));
    return orderId;
  });
}
// #endregion place

// #region relay
/** Sends what is unsent, oldest first. A row is marked only after the broker has confirmed it. */
export async function relay(db: DatabaseSync, publish: (payload: string) => Promise<void>): Promise<void> {
  const unsent = db.prepare('SELECT id, payload FROM outbox WHERE sent_at IS NULL ORDER BY id').all();
  for (const { id, payload } of unsent) {
    await publish(String(payload));
    db.prepare("UPDATE outbox SET sent_at = datetime('now') WHERE id = ?").run(Number(id));
  }
}
// #endregion relay

// #region consume
/** Reserves all lines or none, once for each event. The caller acknowledges after this returns. */
export function reserve(db: DatabaseSync, event: OrderPlaced): 'reserved' | 'rejected' | 'seen before' {
  return transaction(db, () => {
    const first = db.prepare('INSERT INTO processed_events VALUES (?) ON CONFLICT DO NOTHING').run(event.eventId);
    if (first.changes === 0) return 'seen before';
    const lines = event.data.lines.toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
    db.exec('SAVEPOINT lines');
    for (const { sku, quantity } of lines) {
      const found = db
        .prepare('UPDATE inventory SET reserved = reserved + ? WHERE sku = ? AND on_hand - reserved >= ?')
        .run(quantity, sku, quantity);
      if (found.changes === 0) {
        db.exec('ROLLBACK TO lines');
        return 'rejected';
      }
    }
    return 'reserved';
  });
}
// #endregion consume

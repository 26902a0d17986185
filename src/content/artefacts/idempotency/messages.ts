import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './idempotency.ts';

export interface Message {
  id: string;
  payload: string;
}

// #region inbox
/** Handles a message unless this consumer has handled it before; says whether it did. */
export function handleOnce(db: DatabaseSync, consumer: string, message: Message, effect: () => void): boolean {
  return transaction(db, () => {
    const { changes } = db
      .prepare('INSERT INTO inbox (consumer, message_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(consumer, message.id);
    if (changes === 0) return false;
    effect(); // throws: the inbox row goes too, and the next delivery tries again
    return true;
  });
}
// #endregion inbox

// #region outbox
/** To be called inside the transaction of the business change. */
export function enqueue(db: DatabaseSync, { id, payload }: Message): void {
  db.prepare('INSERT INTO outbox (id, payload) VALUES (?, ?)').run(id, payload);
}

/** One pass of the relay. It marks a message after the broker has confirmed it, so a crash between the two sends twice. */
export function relay(db: DatabaseSync, send: (message: Message) => void, now: () => number): number {
  const pending = db.prepare('SELECT id, payload FROM outbox WHERE sent_at IS NULL').all() as unknown as Message[];
  for (const message of pending) {
    send(message);
    db.prepare('UPDATE outbox SET sent_at = ? WHERE id = ?').run(now(), message.id);
  }
  return pending.length;
}
// #endregion outbox

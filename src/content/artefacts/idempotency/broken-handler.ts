import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

export interface Provider {
  charge(key: string, cents: number): Promise<string>;
}

/** `keys` has the columns key and body, `payments` the columns order_id, cents and charge. */
export async function pay(db: DatabaseSync, provider: Provider, headers: { key?: string }, body: { order: string; cents: number }) {
  const key = headers.key ?? randomUUID();
  const seen = db.prepare('SELECT body FROM keys WHERE key = ?').get(key);
  if (seen) return { status: 200, body: String(seen['body']) };

  const charge = await provider.charge(randomUUID(), body.cents);
  db.prepare('INSERT INTO payments VALUES (?, ?, ?)').run(body.order, body.cents, charge);
  const answer = JSON.stringify({ charge });
  db.prepare('INSERT OR REPLACE INTO keys VALUES (?, ?)').run(key, answer);
  return { status: 201, body: answer };
}

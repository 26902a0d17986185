/** The database: a SQLite file, which Node brings. Given. */
import { DatabaseSync } from 'node:sqlite';
import { hashOf } from './audit.mjs';

export const database = new DatabaseSync(process.env.DATABASE ?? 'shop.db');
database.exec(`
  CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, customer_id INTEGER, region TEXT, partner_id TEXT, total_cents INTEGER);
  CREATE TABLE IF NOT EXISTS refunds (id INTEGER PRIMARY KEY, order_id INTEGER, amount_cents INTEGER, requested_by TEXT, status TEXT);
  CREATE TABLE IF NOT EXISTS customer_pii (customer_id INTEGER PRIMARY KEY, key_id INTEGER, wrapped_key BLOB, nonce BLOB, ciphertext BLOB);
  CREATE TABLE IF NOT EXISTS audit (seq INTEGER PRIMARY KEY, at TEXT, actor TEXT, action TEXT, resource TEXT, decision TEXT, reason TEXT, prev_hash TEXT, hash TEXT);
  CREATE TABLE IF NOT EXISTS audit_head (one INTEGER PRIMARY KEY CHECK (one = 1), hash TEXT);
`);

export const GENESIS = '0'.repeat(64);
export const rows = () => database.prepare('SELECT * FROM audit ORDER BY seq').all();
/** The last hash. In production it is kept where the writers of the table cannot write. */
export const head = () => database.prepare('SELECT hash FROM audit_head').get()?.hash ?? GENESIS;

export function append(entry) {
  const last = database.prepare('SELECT seq FROM audit ORDER BY seq DESC LIMIT 1').get();
  const row = { seq: (last?.seq ?? 0) + 1, at: new Date().toISOString(), ...entry, prev_hash: head() };
  const hash = hashOf(row);
  database
    .prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(row.seq, row.at, row.actor, row.action, row.resource, row.decision, row.reason, row.prev_hash, hash);
  database.prepare('INSERT OR REPLACE INTO audit_head VALUES (1, ?)').run(hash);
}

/** Keys by their number, from KEYS=1:hex,2:hex. */
export const keys = new Map(
  (process.env.KEYS ?? '').split(',').filter(Boolean).map((part) => {
    const [id, hex] = part.split(':');
    return [Number(id), Buffer.from(hex, 'hex')];
  }),
);

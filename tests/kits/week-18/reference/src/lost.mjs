// node src/lost.mjs FILE: the keys that were confirmed to customers and have no order here.
import { readFileSync } from 'node:fs';
import pg from 'pg';

const keys = readFileSync(process.argv[2], 'utf8').split(/\s+/).filter(Boolean);
const db = new pg.Client({ connectionString: process.env.DATABASE_URL });
await db.connect();
const { rows } = await db.query('SELECT key FROM idempotency_keys WHERE response IS NOT NULL AND key = ANY ($1)', [keys]);
const kept = new Set(rows.map(({ key }) => key));
for (const key of keys) if (!kept.has(key)) console.log(key);
await db.end();

// One region: reads its own database, and writes only while it holds the lease of the witness.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';

const { REGION, PORT, DATABASE_URL, OTHER_URL, WITNESS_URL } = process.env;
const leaseMs = Number(process.env.LEASE_MS ?? 10_000);
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10, connectionTimeoutMillis: 2000 });
pool.on('error', () => undefined); // a connection that dies while idle is replaced by the next query

let until = -Infinity;
let epoch = 0;
const holdsLease = () => performance.now() < until;

/** Takes or renews the lease. A failure changes nothing: the old deadline stands. */
async function acquire() {
  const asked = performance.now(); // before the request: its answer may travel for long
  const options = { method: 'PUT', body: JSON.stringify({ ttlMs: leaseMs }), signal: AbortSignal.timeout(leaseMs / 2) };
  const answer = await fetch(WITNESS_URL, options).catch(() => undefined);
  if (!answer?.ok) return false;
  ({ epoch } = await answer.json());
  until = asked + leaseMs * 0.9;
  return true;
}

const isStandby = async () => (await pool.query('SELECT pg_is_in_recovery() AS standby')).rows[0].standby;

async function renewForEver() {
  for (;;) {
    const mayWrite = !(await isStandby().catch(() => true));
    if (mayWrite && (await acquire())) await raiseEpoch().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, leaseMs / 3));
  }
}
const raiseEpoch = () => pool.query('UPDATE write_epoch SET epoch = $1 WHERE epoch < $1', [epoch]);

async function promote() {
  if (!(await acquire())) return [409, { error: 'the other region holds the lease' }];
  if (await isStandby()) await pool.query('SELECT pg_promote(true, 10)');
  await raiseEpoch();
  return [200, { epoch }];
}

/** The order and its key in one transaction: where the order goes, the key goes. */
async function place(key, body) {
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const db = await pool.connect();
  try {
    await db.query('BEGIN');
    const fresh = await db.query(
      'INSERT INTO idempotency_keys (key, request_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING key',
      [key, hash],
    );
    if (fresh.rowCount === 0) {
      const { rows } = await db.query('SELECT request_hash, response FROM idempotency_keys WHERE key = $1', [key]);
      await db.query('COMMIT');
      if (rows[0].request_hash !== hash) return [422, { error: 'this key was used for another request' }];
      return [200, rows[0].response];
    }
    const fence = await db.query('SELECT epoch FROM write_epoch FOR SHARE');
    if (Number(fence.rows[0].epoch) > epoch || !holdsLease()) {
      await db.query('ROLLBACK');
      return [503, { error: 'fenced: this region may not write' }, { 'retry-after': '2' }];
    }
    const made = await db.query('INSERT INTO orders (customer_id, total_cents, epoch) VALUES ($1, $2, $3) RETURNING id', [
      body.customerId, body.totalCents, epoch,
    ]);
    const response = { id: String(made.rows[0].id), totalCents: body.totalCents };
    await db.query('UPDATE idempotency_keys SET response = $2 WHERE key = $1', [key, response]);
    await db.query('COMMIT');
    return [201, response];
  } catch (error) {
    await db.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    db.release();
  }
}

async function answer(request) {
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /readyz') {
    await pool.query('SELECT 1');
    return [200, { ready: true }];
  }
  if (route === 'GET /products') return [200, (await pool.query('SELECT * FROM products ORDER BY id')).rows];
  if (route === 'GET /whereami') return [200, { region: REGION, role: holdsLease() ? 'writer' : 'reader', epoch }];
  if (route === 'POST /admin/promote') return promote();
  if (route !== 'POST /orders') return [404, { error: 'not found' }];
  const key = request.headers['idempotency-key'];
  if (!key) return [400, { error: 'send an Idempotency-Key' }];
  if (!holdsLease()) {
    if (await isStandby()) return [307, { error: 'the home region writes' }, { location: `${OTHER_URL}/orders` }];
    return [503, { error: 'this region holds no lease' }, { 'retry-after': '2' }];
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return place(key, JSON.parse(Buffer.concat(chunks)));
}

createServer((request, response) => {
  const send = (status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-served-by': REGION, ...headers });
    response.end(JSON.stringify(body));
  };
  answer(request).then(
    (parts) => send(...parts),
    (error) => send(503, { error: error.message }, { 'retry-after': '2' }),
  );
}).listen(Number(PORT), '127.0.0.1');
void renewForEver();

/** The secured shop: HTTP and SQL. Who may do what is decided in authenticate.mjs and authorize.mjs. Given. */
import { createPublicKey, verify } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { refusal } from './authenticate.mjs';
import { authorize } from './authorize.mjs';
import { open, seal } from './pii.mjs';
import { append, database, keys, rows } from './store.mjs';

const issuer = process.env.ISSUER;
const keyId = Number(process.env.KEY_ID ?? 1);
const [MAX_AGE_MS, MIN_GAP_MS] = [600_000, 30_000];
let keySet = { at: -Infinity, keys: Promise.resolve(new Map()) };

async function fetchKeys() {
  const { keys: known } = await fetch(`${issuer}/jwks`).then((answer) => answer.json());
  return new Map(known.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })]));
}

/** The issuer’s key. Its key set is kept for ten minutes; an unknown `kid` asks again, at most twice a minute. */
async function keyOf(kid) {
  const [age, before] = [Date.now() - keySet.at, keySet.keys];
  if (age > MAX_AGE_MS || (age > MIN_GAP_MS && !(await before).has(kid))) keySet = { at: Date.now(), keys: fetchKeys().catch(() => before) };
  return (await keySet.keys).get(kid);
}

/** A part of a token, or null where it is no JSON. */
function parsed(part) {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

async function principalOf(request) {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const [head, body, signature] = token?.split('.') ?? [];
  if (!signature) return null;
  const [header, claims] = [parsed(head), parsed(body)];
  if (!header || !claims) return null;
  const key = await keyOf(header.kid);
  const signed = Buffer.from(`${head}.${body}`);
  if (!key || !verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))) return null;
  const expected = { issuer, audience: 'shop-api', scope: 'orders:read' };
  if (refusal(header, claims, expected, Date.now() / 1000) !== null) return null;
  return { id: claims.sub, ...claims, scopes: claims.scope.split(' ') };
}

/** Decides, writes the audit row, and tells the log of security events about a denial. */
function decide(who, action, name, resource, route) {
  const { allow, reason } = authorize(who, action, resource);
  append({ actor: who.id, action, resource: name, decision: allow ? 'allow' : 'deny', reason });
  const event = { at: Date.now() / 1000, type: 'denied', actor: who.id, route };
  if (!allow && process.env.EVENTS) appendFileSync(process.env.EVENTS, `${JSON.stringify(event)}\n`);
  return allow;
}

const missing = [404, { error: 'not found' }];
const attributes = (row, more = {}) => ({ customerId: row.customer_id, region: row.region, partnerId: row.partner_id, ...more });
const orderOf = (id) => database.prepare('SELECT * FROM orders WHERE id = ?').get(Number(id));

const routes = {
  'GET orders'(who, id) {
    const order = orderOf(id);
    const allowed = decide(who, 'order:read', `order ${id}`, order ? attributes(order) : {}, 'GET /orders/:id');
    return order && allowed ? [200, { id: order.id, totalCents: order.total_cents }] : missing;
  },
  'GET customers'(who, id) {
    const row = database.prepare('SELECT * FROM customer_pii WHERE customer_id = ?').get(Number(id));
    if (!decide(who, 'customer:read', `customer ${id}`, { customerId: Number(id) }, 'GET /customers/:id') || !row) return missing;
    const sealed = { keyId: row.key_id, wrappedKey: Buffer.from(row.wrapped_key), nonce: Buffer.from(row.nonce), ciphertext: Buffer.from(row.ciphertext) };
    return [200, { id: Number(id), email: open(keys, sealed, `customer ${id}`) }];
  },
  'POST refunds'(who, id, rest, body) {
    if (rest === 'approve') {
      const refund = database.prepare('SELECT * FROM refunds WHERE id = ?').get(Number(id));
      if (!refund) return missing;
      const resource = attributes(orderOf(refund.order_id), { amountCents: refund.amount_cents, requestedBy: refund.requested_by });
      if (!decide(who, 'refund:approve', `refund ${id}`, resource, 'POST /refunds/:id/approve')) return [403, { error: 'not allowed' }];
      database.prepare("UPDATE refunds SET status = 'APPROVED' WHERE id = ?").run(refund.id);
      return [200, { id: refund.id, status: 'APPROVED' }];
    }
    const order = orderOf(body.orderId);
    if (!order) return missing;
    const resource = attributes(order, { amountCents: body.amountCents });
    if (!decide(who, 'refund:create', `order ${body.orderId}`, resource, 'POST /refunds')) return [403, { error: 'not allowed' }];
    const made = database.prepare("INSERT INTO refunds (order_id, amount_cents, requested_by, status) VALUES (?, ?, ?, 'PENDING')").run(order.id, body.amountCents, who.id);
    return [202, { id: Number(made.lastInsertRowid), status: 'PENDING' }];
  },
  'GET audit'(who) {
    return decide(who, 'audit:read', 'audit', {}, 'GET /audit') ? [200, rows()] : [403, { error: 'not allowed' }];
  },
};

async function answer(request) {
  if (request.url === '/healthz') return [200, {}];
  const [, kind, id, rest] = request.url.split('/');
  const route = routes[`${request.method} ${kind}`];
  if (!route) return missing;
  const who = await principalOf(request);
  if (!who) return [401, { error: 'invalid_token' }];
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return route(who, id, rest, chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : {});
}

if (!database.prepare('SELECT 1 FROM orders').get())
  for (const [id, customer, region, partner] of [[811, 7, 'eu', 'acme'], [812, 8, 'eu', null], [813, 8, 'us', null]])
    database.prepare('INSERT INTO orders VALUES (?, ?, ?, ?, ?)').run(id, customer, region, partner, 4200);

createServer(async (request, response) => {
  const [status, value] = await answer(request).catch((error) => [500, { error: error.message }]);
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  response.end(JSON.stringify(value));
}).listen(Number(process.env.PORT), '127.0.0.1');

// Personal data of both customers, sealed with the current key where there is none yet.
try {
  for (const [id, email] of process.env.KEYS ? [[7, 'ann@example.com'], [8, 'bob@example.com']] : []) {
    if (database.prepare('SELECT 1 FROM customer_pii WHERE customer_id = ?').get(id)) continue;
    const sealed = seal(keys, keyId, email, `customer ${id}`);
    database.prepare('INSERT INTO customer_pii VALUES (?, ?, ?, ?, ?)').run(id, sealed.keyId, sealed.wrappedKey, sealed.nonce, sealed.ciphertext);
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}

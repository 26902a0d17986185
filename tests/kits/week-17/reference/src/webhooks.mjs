// Signed deliveries: at least once, six retries with doubled waits, then dead letters.
import { createHmac, randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { BlockList, isIPv6 } from 'node:net';
import { read, tenantTable, write } from './db.mjs';
import { Refused } from './gateway.mjs';

const base = Number(process.env.WEBHOOK_BASE_MS ?? 57_000);
const retries = 6;
const inside = new BlockList();
for (const [net, bits] of [['10.0.0.0', 8], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.168.0.0', 16], ['0.0.0.0', 8]])
  inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['::1', 128], ['fc00::', 7], ['fe80::', 10]]) inside.addSubnet(net, bits, 'ipv6');

export async function register(tid, url) {
  const target = URL.parse(url ?? '');
  if (!['http:', 'https:'].includes(target?.protocol)) throw new Refused(422, 'url must be an http(s) address');
  if (process.env.ALLOW_PRIVATE_WEBHOOKS !== '1') {
    const addresses = await lookup(target.hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => []);
    const isPrivate = ({ address }) => inside.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
    if (addresses.length === 0 || addresses.some(isPrivate)) throw new Refused(422, 'url must be a public address');
  }
  const secret = randomBytes(24).toString('hex');
  const { rows } = await write(tid, (db) =>
    db.query('INSERT INTO webhooks (tenant_id, url, secret) VALUES ($1, $2, $3) RETURNING id', [tid, target.href, secret]),
  );
  return { id: rows[0].id, secret };
}

export async function state(tid, id) {
  const { rows } = await read(tid, (db) =>
    db.query(
      `SELECT w.id, w.url, count(*) FILTER (WHERE d.state = 'delivered')::int AS delivered,
              count(*) FILTER (WHERE d.state = 'dead')::int AS dead
       FROM webhooks w LEFT JOIN deliveries d ON d.tenant_id = w.tenant_id AND d.webhook_id = w.id
       WHERE w.id::text = $1 GROUP BY w.tenant_id, w.id`,
      [id],
    ),
  );
  return rows[0];
}

/** Queues an event for every webhook of the tenant, in the transaction that made it true. */
export const announce = (db, tid, event) =>
  db.query('INSERT INTO deliveries (tenant_id, webhook_id, body) SELECT $1, id, $2 FROM webhooks', [
    tid,
    JSON.stringify(event),
  ]);

async function deliverFor(tid) {
  const { rows } = await read(tid, (db) =>
    db.query(
      `SELECT d.event_id, d.body, d.attempts, w.url, w.secret FROM deliveries d
       JOIN webhooks w ON w.tenant_id = d.tenant_id AND w.id = d.webhook_id
       WHERE d.state = 'waiting' AND d.due <= now() LIMIT 20`,
    ),
  );
  for (const { event_id, body, attempts, url, secret } of rows) {
    const seconds = Math.floor(Date.now() / 1000);
    const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-event-id': event_id, 'x-signature': `t=${seconds},v1=${mac}` };
    const sent = fetch(url, { method: 'POST', body, headers, redirect: 'error', signal: AbortSignal.timeout(5000) });
    const isDelivered = await sent.then((answer) => answer.ok, () => false);
    const next = isDelivered ? 'delivered' : attempts >= retries ? 'dead' : 'waiting';
    await write(tid, (db) =>
      db.query(
        `UPDATE deliveries SET state = $2, attempts = attempts + 1, due = now() + $3 * interval '1 ms' WHERE event_id = $1`,
        [event_id, next, base * 2 ** attempts],
      ),
    );
  }
}

/** Delivers what is due, tenant by tenant, because no session may see the rows of all. */
export async function deliverForEver() {
  for (;;) {
    const { rows } = await tenantTable("SELECT id FROM tenants WHERE placement IN ('pool', 'silo')");
    for (const { id } of rows) await deliverFor(id).catch((error) => console.log(JSON.stringify({ tenant: id, delivery: error.name })));
    await new Promise((resolve) => setTimeout(resolve, Math.min(1000, base)));
  }
}

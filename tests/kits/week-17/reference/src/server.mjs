// Routes. The tenant is the token's; what belongs to another answers 404, as if it did not exist.
import { createServer } from 'node:http';
import { Moving, read, write } from './db.mjs';
import { checkUser, claimsOf, Refused, takeRequest, usage } from './gateway.mjs';
import { accept, findOrders, problemOf, receive } from './imports.mjs';
import * as tenants from './tenants.mjs';
import * as webhooks from './webhooks.mjs';

const formats = ['text/csv', 'application/json'];
const found = (value) => {
  if (value === undefined) throw new Refused(404, 'not found');
  return [200, value];
};
const json = (bytes) => {
  try {
    return JSON.parse(bytes.toString('utf8') || '{}');
  } catch {
    throw new Refused(400, 'the body is not JSON');
  }
};

const routes = [
  ['POST', /^\/v1\/imports$/, 'user', async ({ tid, type, bytes }) => {
    if (!formats.includes(type)) throw new Refused(415, `send ${formats.join(' or ')}`);
    const id = await accept(tid, type, bytes);
    return [202, { id }, { location: `/v1/imports/${id}` }];
  }],
  ['GET', /^\/v1\/imports\/([^/]+)$/, 'user', async ({ tid, id }) => {
    const { rows } = await read(tid, (db) => db.query('SELECT id, status, report FROM imports WHERE id::text = $1', [id]));
    return found(rows[0] && { id, status: rows[0].status, ...rows[0].report });
  }],
  ['POST', /^\/v1\/orders$/, 'user', async ({ tid, bytes }) => {
    const raw = json(bytes);
    const problem = problemOf(raw);
    if (problem) throw new Refused(422, problem);
    const { isNew, order } = await receive(tid, raw);
    return [isNew ? 201 : 200, order];
  }],
  ['GET', /^\/v1\/orders$/, 'user', async ({ tid, query }) => [200, await findOrders(tid, 'external_id', query.get('externalId') ?? '')]],
  ['GET', /^\/v1\/orders\/([^/]+)$/, 'user', async ({ tid, id }) => found((await findOrders(tid, 'id', id))[0])],
  ['POST', /^\/v1\/webhooks$/, 'user', async ({ tid, bytes }) => [201, await webhooks.register(tid, json(bytes).url)]],
  ['GET', /^\/v1\/webhooks\/([^/]+)$/, 'user', async ({ tid, id }) => found(await webhooks.state(tid, id))],
  ['GET', /^\/v1\/usage$/, 'user', async ({ tid }) => {
    const { rows } = await read(tid, (db) => db.query('SELECT count(*)::int AS orders FROM orders'));
    return [200, { ...usage.get(tid), ...rows[0] }];
  }],
  ['PATCH', /^\/scim\/v2\/Users\/([^/]+)$/, 'scim', async ({ tid, id, bytes }) => {
    await write(tid, (db) =>
      db.query(
        `INSERT INTO users (tenant_id, user_name, active) VALUES ($1, $2, $3)
         ON CONFLICT (tenant_id, user_name) DO UPDATE SET active = excluded.active`,
        [tid, id, json(bytes).active === true],
      ),
    );
    return [204];
  }],
  ['POST', /^\/v1\/tenants$/, 'admin', async ({ bytes }) => [201, { id: await tenants.create(json(bytes)) }]],
  ['POST', /^\/v1\/tenants\/(\d+)\/export$/, 'admin', async ({ id }) => [200, await tenants.exportAll(Number(id))]],
  ['POST', /^\/v1\/tenants\/(\d+)\/erase$/, 'admin', async ({ id }) => {
    await tenants.erase(Number(id));
    return [200, { erased: Number(id) }];
  }],
  ['POST', /^\/v1\/tenants\/(\d+)\/promote$/, 'admin', async ({ id }) => found(await tenants.promote(Number(id)))],
];

async function answer(request) {
  const url = new URL(request.url, 'http://platform');
  if (url.pathname === '/healthz') return [200, { ok: true }];
  const claims = claimsOf(request.headers.authorization);
  for (const [method, path, scope, handle] of routes) {
    const match = path.exec(url.pathname);
    if (!match || method !== request.method) continue;
    if ((claims.scope ?? 'user') !== scope) throw new Refused(404, 'not found');
    if (scope !== 'admin') await takeRequest(claims.tid);
    if (scope === 'user') await checkUser(claims);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const type = (request.headers['content-type'] ?? '').split(';')[0];
    const id = match[1] && decodeURIComponent(match[1]);
    return handle({ tid: claims.tid, id, query: url.searchParams, type, bytes: Buffer.concat(chunks) });
  }
  throw new Refused(404, 'not found');
}

createServer((request, response) => {
  const send = (status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
    // The path without its query: an address in a log outlives the erasure of its owner.
    console.log(JSON.stringify({ method: request.method, path: request.url.split('?')[0], status }));
  };
  answer(request).then(
    (parts) => send(...parts),
    (error) => {
      if (error instanceof Refused) send(error.status, { error: error.message }, error.headers);
      else if (error instanceof Moving) send(503, { error: 'this tenant is being moved' }, { 'retry-after': '1' });
      else {
        console.log(JSON.stringify({ failed: error.message }));
        send(500, { error: 'internal error' });
      }
    },
  );
}).listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
void webhooks.deliverForEver();

// Given: what each service needs of HTTP, PostgreSQL and NATS. No word of orders or stock belongs here.
import { createHash } from 'node:crypto';
import http from 'node:http';
import { connect as connectNats, nanos } from 'nats';
import pg from 'pg';

export const STREAM = 'ORDERS';
export const PARTITIONS = 6;
export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** The partition of an order, 0 to 5: all of its messages go to the same one. */
export function partition(orderId) {
  return createHash('sha256').update(String(orderId)).digest().readUInt32BE() % PARTITIONS;
}

/** Runs `work(client)` in one transaction; what it throws undoes everything. */
export async function transaction(work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** JetStream with its two streams: ORDERS takes order.>, DEAD takes dead.>. A closed connection ends the process. */
export async function connect() {
  const connection = await connectNats({ servers: process.env.NATS_URL.split(',') });
  connection.closed().then(() => process.exit(1));
  const manager = await connection.jetstreamManager();
  const week = nanos(7 * 24 * 3600 * 1000);
  await manager.streams.add({ name: STREAM, subjects: ['order.>'], max_age: week });
  await manager.streams.add({ name: 'DEAD', subjects: ['dead.>'], max_age: week });
  return { manager, stream: connection.jetstream() };
}

/** Ends the process if CRASH names this moment, e.g. crashPoint('before-commit:OrderPlaced'). */
export function crashPoint(moment) {
  if (process.env.CRASH === moment) process.kill(process.pid, 'SIGKILL');
}

/**
 * Serves JSON on PORT. `routes` maps "GET /stock/:sku" to `async ({ params, body, headers }) => ({ status, body, headers })`.
 * /healthz says that the process lives, /readyz that its database answers.
 */
export function serve(routes = {}) {
  const table = Object.entries({
    'GET /healthz': async () => ({ status: 200, body: { ok: true } }),
    'GET /readyz': async () => (await pool.query('SELECT 1'), { status: 200, body: { ok: true } }),
    ...routes,
  }).map(([name, handle]) => {
    const [method, path] = name.split(' ');
    return { method, pattern: new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`), handle };
  });
  http
    .createServer(async (request, response) => {
      const send = ({ status, body, headers = {} }) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
      try {
        const path = new URL(request.url, 'http://localhost').pathname;
        const route = table.find(({ method, pattern }) => method === request.method && pattern.test(path));
        if (route === undefined) return send({ status: 404, body: { error: 'not found' } });
        let text = '';
        for await (const chunk of request) text += chunk;
        const params = route.pattern.exec(path).groups ?? {};
        const body = text === '' ? undefined : JSON.parse(text);
        send(await route.handle({ params, body, headers: request.headers }));
      } catch (error) {
        console.error(error);
        send({ status: error instanceof SyntaxError ? 400 : 503, body: { error: error.message } });
      }
    })
    .listen(Number(process.env.PORT), '127.0.0.1');
}

// Given: what each service needs of HTTP, PostgreSQL and RabbitMQ. No word of orders or stock belongs here.
import http from 'node:http';
import amqp from 'amqplib';
import pg from 'pg';

export const EXCHANGE = 'shop.events';
export const DEAD = 'shop.dead';
export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

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

/** A channel with publisher confirms, prefetch 20 and the exchanges. A broken connection ends the process. */
export async function connect() {
  const connection = await amqp.connect(process.env.AMQP_URL);
  connection.on('close', () => process.exit(1));
  const channel = await connection.createConfirmChannel();
  await channel.prefetch(20);
  await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
  await channel.assertExchange(DEAD, 'direct', { durable: true });
  return channel;
}

/**
 * Serves JSON on PORT. `routes` maps "GET /stock/:sku" to `async ({ params, body, headers }) => ({ status, body, headers })`.
 * /healthz says that the process lives, /readyz that its database answers.
 */
export function serve(routes) {
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

/** The trimmed catalogue. PORT and RELEASE come from the environment; SIGTERM lets requests in work finish. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { all, byId } from './catalog.mjs';

const config = JSON.parse(readFileSync(new URL('config.json', import.meta.url), 'utf8'));
const release = process.env.RELEASE ?? 'none';
let listed = 0;
let answered = 0;

async function answer(path) {
  if (path === '/healthz') return [200, { live: true }];
  if (path === '/readyz') return config.ready ? [200, { ready: true }] : [503, { ready: false }];
  if (path === '/metrics') return [200, `requests_total ${answered}\n`];
  await sleep(config.delayMs);
  answered += 1;
  if (path === '/products') {
    listed += 1;
    return config.errorEvery > 0 && listed % config.errorEvery === 0 ? [500, { error: 'broken' }] : [200, all()];
  }
  const product = byId(Number(/^\/products\/(\d+)$/.exec(path)?.[1]));
  return product ? [200, product] : [404, { error: 'no such product' }];
}

const server = createServer(async (request, response) => {
  const [status, body] = await answer(request.url);
  response.writeHead(status, { 'content-type': 'application/json', 'x-release': release });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});

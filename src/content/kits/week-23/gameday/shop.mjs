// The edge of the shop: 100 requests a second for each journey, counted at /metrics, and faults by POST /inject.
import { createServer } from 'node:http';

const journeys = ['browse', 'checkout'];
const requests = Object.fromEntries(journeys.map((name) => [name, 0]));
const errors = { ...requests };
/** Share of errors by journey for each fault that is active: id → { journey, errors }. */
const faults = new Map();

let last = Date.now();
setInterval(() => {
  const now = Date.now();
  for (const name of journeys) {
    const arrived = ((now - last) / 1000) * 100;
    const shares = [...faults.values()].filter(({ journey }) => journey === name).map((fault) => fault.errors);
    requests[name] += arrived;
    errors[name] += arrived * Math.min(1, shares.reduce((sum, share) => sum + share, 0));
  }
  last = now;
}, 50);

const metrics = () =>
  [
    '# TYPE edge_requests_total counter',
    ...journeys.map((name) => `edge_requests_total{journey="${name}"} ${requests[name]}`),
    '# TYPE edge_errors_total counter',
    ...journeys.map((name) => `edge_errors_total{journey="${name}"} ${errors[name]}`),
    '',
  ].join('\n');

createServer(async (request, response) => {
  if (request.method === 'GET' && request.url === '/metrics') {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(metrics());
  } else if (request.method === 'POST' && request.url === '/inject') {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { id, journey, errors: share } = JSON.parse(Buffer.concat(chunks).toString());
    if (share > 0) faults.set(id, { journey, errors: share });
    else faults.delete(id);
    response.end('{}');
  } else {
    response.statusCode = 404;
    response.end();
  }
}).listen(Number(process.env.SHOP_PORT ?? 9900), '127.0.0.1');

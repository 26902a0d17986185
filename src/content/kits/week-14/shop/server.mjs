/** v1 of the shop, trimmed: catalog, orders and inventory in one process, four workers of ORDER_MS each. */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { limited } from '../src/limit.mjs';

const workMs = Number(process.env.ORDER_MS ?? 20);
const products = Array.from({ length: 200 }, (_, index) => ({
  id: index + 1,
  sku: `SKU-${index + 1}`,
  name: `Product ${index + 1}`,
  priceCents: 500 + 10 * index,
}));
const stock = new Map(products.map(({ sku }) => [sku, 5]));
const orders = new Map();
const run = limited({ atOnce: 4, waiting: 8 });

function place({ customerId, lines }) {
  const id = orders.size + 1;
  const short = lines.find(({ sku, quantity }) => (stock.get(sku) ?? 0) < quantity);
  if (!short) for (const { sku, quantity } of lines) stock.set(sku, stock.get(sku) - quantity);
  const price = (sku) => products.find((product) => product.sku === sku)?.priceCents ?? 0;
  const totalCents = lines.reduce((sum, { sku, quantity }) => sum + quantity * price(sku), 0);
  const status = short ? 'REJECTED' : 'CONFIRMED';
  orders.set(id, { id, customerId, status, ...(short && { reason: 'insufficient stock' }), totalCents, lines });
  return [202, { id }, { location: `/orders/${id}` }];
}

async function body(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

async function answer(request) {
  const [, kind, id] = request.url.split('?')[0].split('/');
  if (kind === 'products' && id === undefined) return [200, products.slice(0, 20)];
  const found = (value) => (value === undefined ? [404, { error: 'not found' }] : [200, value]);
  if (kind === 'products') return found(products[Number(id) - 1]);
  if (kind === 'orders' && request.method === 'POST') return place(await body(request));
  if (kind === 'orders') return found(orders.get(Number(id)));
  if (kind === 'stock') return found(stock.has(id) ? { sku: id, onHand: stock.get(id), reserved: 0 } : undefined);
  return found();
}

createServer(async (request, response) => {
  const send = ([status, value, headers = {}]) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
  if (request.url === '/healthz') return send([200, { live: true }]);
  try {
    const done = await run(async () => {
      await sleep(workMs);
      return answer(request);
    });
    send(done ?? [503, { error: 'busy' }, { 'retry-after': '1' }]);
  } catch (error) {
    send([500, { error: error.message }]);
  }
}).listen(Number(process.env.PORT), '127.0.0.1');

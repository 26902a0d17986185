import { consume, emit, relayForever } from './messaging.mjs';
import { connect, pool, serve, transaction } from './shared.mjs';

const channel = await connect();
await consume(channel, 'orders.product-changed', ['ProductChanged'], (client, { data }) =>
  client.query(
    `INSERT INTO price_snapshots VALUES ($1, $2, $3) ON CONFLICT (sku)
     DO UPDATE SET price_cents = $2, version = $3 WHERE price_snapshots.version < $3`,
    [data.sku, data.priceCents, data.version],
  ),
);
await consume(channel, 'orders.stock-result', ['StockReserved', 'StockRejected'], (client, { type, data }) =>
  client.query("UPDATE orders SET status = $2, reason = $3 WHERE id = $1 AND status = 'PENDING'", [
    data.orderId,
    type === 'StockReserved' ? 'CONFIRMED' : 'REJECTED',
    data.reason ?? null,
  ]),
);
relayForever(channel);

async function place({ customerId, lines }, traceparent) {
  if (traceparent) console.log(`POST /orders trace ${traceparent}`);
  if (!Array.isArray(lines) || lines.length === 0 || !lines.every((line) => line.quantity > 0))
    return { status: 422, body: { error: 'an order has lines with a quantity above 0' } };
  const { rows } = await pool.query('SELECT * FROM price_snapshots WHERE sku = ANY ($1)', [lines.map((line) => line.sku)]);
  const prices = new Map(rows.map((row) => [row.sku, Number(row.price_cents)]));
  const unknown = lines.find((line) => !prices.has(line.sku));
  if (unknown) return { status: 422, body: { error: `no price of ${unknown.sku}` } };
  const priced = lines.map((line) => ({ ...line, unitPriceCents: prices.get(line.sku), discountCents: 0 }));
  const totalCents = priced.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0);
  const id = await transaction(async (client) => {
    const order = await client.query(
      "INSERT INTO orders (customer_id, status, total_cents) VALUES ($1, 'PENDING', $2) RETURNING id, region",
      [customerId, totalCents],
    );
    const orderId = Number(order.rows[0].id);
    for (const { sku, quantity, unitPriceCents } of priced)
      await client.query('INSERT INTO order_items VALUES ($1, $2, $3, $4)', [orderId, sku, quantity, unitPriceCents]);
    const data = { orderId, customerId, region: order.rows[0].region, lines: priced, totalCents };
    await emit(client, 'OrderPlaced', data, traceparent);
    return orderId;
  });
  return { status: 202, body: { id, status: 'PENDING' }, headers: { location: `/orders/${id}` } };
}

async function show({ params }) {
  const order = (await pool.query('SELECT * FROM orders WHERE id = $1', [params.id])).rows[0];
  if (order === undefined) return { status: 404, body: { error: 'no such order' } };
  const lines = await pool.query('SELECT sku, quantity::int FROM order_items WHERE order_id = $1 ORDER BY sku', [params.id]);
  const { status, reason } = order;
  const totalCents = Number(order.total_cents);
  return { status: 200, body: { id: Number(order.id), status, ...(reason && { reason }), totalCents, lines: lines.rows } };
}

async function cancel({ params }) {
  return transaction(async (client) => {
    const changed = await client.query("UPDATE orders SET status = 'CANCELLED' WHERE id = $1 AND status = 'CONFIRMED'", [
      params.id,
    ]);
    if (changed.rowCount === 0) return { status: 409, body: { error: 'only a confirmed order can be cancelled' } };
    await emit(client, 'OrderCancelled', { orderId: Number(params.id) });
    return { status: 202, body: { id: Number(params.id), status: 'CANCELLED' } };
  });
}

serve({ 'POST /orders': ({ body, headers }) => place(body, headers.traceparent), 'GET /orders/:id': show, 'POST /orders/:id/cancel': cancel });

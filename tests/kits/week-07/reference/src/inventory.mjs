import { consume, emit, relayForever } from './messaging.mjs';
import { connect, pool, serve } from './shared.mjs';

/** Reserves all lines of an order or none, in the order of their SKUs. */
async function reserve(client, { data, traceparent }) {
  await client.query('SAVEPOINT lines');
  for (const { sku, quantity } of data.lines.toSorted((a, b) => (a.sku < b.sku ? -1 : 1))) {
    const found = await client.query(
      'UPDATE inventory SET reserved = reserved + $2 WHERE sku = $1 AND on_hand - reserved >= $2',
      [sku, quantity],
    );
    if (found.rowCount === 0) {
      await client.query('ROLLBACK TO lines');
      return emit(client, 'StockRejected', { orderId: data.orderId, reason: `insufficient stock of ${sku}` }, traceparent);
    }
    await client.query("INSERT INTO reservations VALUES ($1, $2, $3, 'RESERVED')", [data.orderId, sku, quantity]);
  }
  await emit(client, 'StockReserved', { orderId: data.orderId }, traceparent);
}

async function release(client, { data }) {
  const { rows } = await client.query(
    "UPDATE reservations SET state = 'RELEASED' WHERE order_id = $1 AND state = 'RESERVED' RETURNING sku, quantity",
    [data.orderId],
  );
  for (const { sku, quantity } of rows.toSorted((a, b) => (a.sku < b.sku ? -1 : 1)))
    await client.query('UPDATE inventory SET reserved = reserved - $2 WHERE sku = $1', [sku, quantity]);
}

const channel = await connect();
await consume(channel, 'inventory.order-placed', ['OrderPlaced'], reserve);
await consume(channel, 'inventory.order-cancelled', ['OrderCancelled'], release);
relayForever(channel);
serve({
  'GET /stock/:sku': async ({ params }) => {
    const row = (await pool.query('SELECT * FROM inventory WHERE sku = $1', [params.sku])).rows[0];
    if (row === undefined) return { status: 404, body: { error: 'no such SKU' } };
    return { status: 200, body: { sku: row.sku, onHand: Number(row.on_hand), reserved: Number(row.reserved) } };
  },
});

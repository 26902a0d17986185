import { consume, emit, relayForever } from './messaging.mjs';
import { connect, pool, serve } from './shared.mjs';

const bySku = (lines) => lines.toSorted((a, b) => (a.sku < b.sku ? -1 : 1));

/** Reserves all lines of an order or none, in the order of their SKUs. */
async function reserve(client, { orderId, lines }) {
  await client.query('SAVEPOINT lines');
  for (const { sku, quantity } of bySku(lines)) {
    const found = await client.query(
      'UPDATE inventory SET reserved = reserved + $2 WHERE sku = $1 AND on_hand - reserved >= $2',
      [sku, quantity],
    );
    if (found.rowCount === 0) {
      await client.query('ROLLBACK TO lines');
      return ['StockRejected', { orderId, reason: `insufficient stock of ${sku}` }];
    }
    await client.query("INSERT INTO reservations VALUES ($1, $2, $3, 'RESERVED')", [orderId, sku, quantity]);
  }
  return ['StockReserved', { orderId }];
}

/** Releases what the order still holds: a command that was sent again finds nothing, and is answered all the same. */
async function release(client, { orderId }) {
  const { rows } = await client.query(
    "UPDATE reservations SET state = 'RELEASED' WHERE order_id = $1 AND state = 'RESERVED' RETURNING sku, quantity",
    [orderId],
  );
  for (const { sku, quantity } of bySku(rows))
    await client.query('UPDATE inventory SET reserved = reserved - $2 WHERE sku = $1', [sku, quantity]);
  return ['StockReleased', { orderId }];
}

const commands = { ReserveStock: reserve, ReleaseStock: release };
const broker = await connect();
await consume(broker, 'inventory', 'order.commands.stock', async (client, command) => {
  const [type, data] = await commands[command.type](client, command.data);
  const { sagaId, step, attempt, traceparent } = command;
  await emit(client, 'order.events', { type, sagaId, step, attempt, traceparent, data });
});
relayForever(broker);
serve({
  'GET /stock/:sku': async ({ params }) => {
    const row = (await pool.query('SELECT * FROM inventory WHERE sku = $1', [params.sku])).rows[0];
    if (row === undefined) return { status: 404, body: { error: 'no such SKU' } };
    return { status: 200, body: { sku: row.sku, onHand: Number(row.on_hand), reserved: Number(row.reserved) } };
  },
});

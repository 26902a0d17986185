import { consume, emit, relayForever } from './messaging.mjs';
import { connect, serve } from './shared.mjs';

const broker = await connect();
await consume(broker, 'shipping', 'order.commands.shipping', async (client, { sagaId, step, attempt, traceparent, data }) => {
  const { orderId } = data;
  await client.query(
    'INSERT INTO shipments (order_id) SELECT $1 WHERE NOT EXISTS (SELECT FROM shipments WHERE order_id = $1)',
    [orderId],
  );
  await emit(client, 'order.events', { type: 'ShipmentCreated', sagaId, step, attempt, traceparent, data: { orderId } });
});
relayForever(broker);
serve();

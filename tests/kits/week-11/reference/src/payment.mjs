import { consume, emit, relayForever } from './messaging.mjs';
import { connect, serve, sleep } from './shared.mjs';

let dials = { decline: false, delayMs: 0 };

/** The row of an order is its idempotency key: what has been decided is answered again and not done again. */
async function authorize(client, { orderId, amountCents }) {
  const state = dials.decline ? 'DECLINED' : 'AUTHORIZED';
  await client.query('INSERT INTO payments VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [orderId, amountCents, state]);
  const { rows } = await client.query('SELECT state FROM payments WHERE order_id = $1', [orderId]);
  return rows[0].state === 'DECLINED' ? 'PaymentDeclined' : 'PaymentAuthorized';
}

async function move(client, orderId, from, to) {
  const moved = await client.query('UPDATE payments SET state = $3 WHERE order_id = $1 AND state IN ($2, $3)', [orderId, from, to]);
  if (moved.rowCount === 0) throw new Error(`the payment of order ${orderId} is not ${from}`);
}

const commands = {
  AuthorizePayment: authorize,
  CapturePayment: async (client, { orderId }) => (await move(client, orderId, 'AUTHORIZED', 'CAPTURED'), 'PaymentCaptured'),
  VoidAuthorization: async (client, { orderId }) => (await move(client, orderId, 'AUTHORIZED', 'VOIDED'), 'AuthorizationVoided'),
};
const broker = await connect();
await consume(broker, 'payment', 'order.commands.payment', async (client, command) => {
  await sleep(dials.delayMs);
  const type = await commands[command.type](client, command.data);
  const { sagaId, step, attempt, traceparent, data } = command;
  await emit(client, 'order.events', { type, sagaId, step, attempt, traceparent, data });
});
relayForever(broker);
serve({
  'PUT /dials': async ({ body }) => {
    dials = { ...dials, ...body };
    return { status: 200, body: dials };
  },
});

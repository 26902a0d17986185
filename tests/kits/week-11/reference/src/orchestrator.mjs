import { consume, emit, relayForever } from './messaging.mjs';
import { connect, pool, serve, sleep, transaction } from './shared.mjs';

const DEADLINE_MS = Number(process.env.DEADLINE_MS ?? 10_000);
const STUCK_AFTER_MS = Number(process.env.STUCK_AFTER_MS ?? 15 * 60_000);
const topics = {
  ReserveStock: 'stock', ReleaseStock: 'stock', CreateShipment: 'shipping',
  AuthorizePayment: 'payment', CapturePayment: 'payment', VoidAuthorization: 'payment',
};

/** From event and state to the next state and command. What stands nowhere is logged and moves nothing. */
const transitions = {
  StockReserved: { STARTED: ['STOCK_RESERVED', 'AuthorizePayment'] },
  StockRejected: { STARTED: ['CANCELLED'] },
  PaymentAuthorized: {
    STOCK_RESERVED: ['PAYMENT_AUTHORIZED', 'CapturePayment'],
    COMPENSATING: ['COMPENSATING', 'VoidAuthorization'],
    CANCELLED: ['CANCELLED', 'VoidAuthorization'],
  },
  PaymentDeclined: { STOCK_RESERVED: ['COMPENSATING', 'ReleaseStock'] },
  PaymentCaptured: { PAYMENT_AUTHORIZED: ['PAID', 'CreateShipment'] },
  ShipmentCreated: { PAID: ['SHIPPED'], STUCK: ['SHIPPED'] },
  StockReleased: { COMPENSATING: ['CANCELLED'] },
};

/** Before the pivot a deadline leads back, after it the step is sent again. */
const overdue = {
  STARTED: ['COMPENSATING', 'ReleaseStock'],
  STOCK_RESERVED: ['COMPENSATING', 'ReleaseStock'],
  COMPENSATING: ['COMPENSATING', 'ReleaseStock'],
  PAYMENT_AUTHORIZED: ['PAYMENT_AUTHORIZED', 'CapturePayment'],
  PAID: ['PAID', 'CreateShipment'],
  STUCK: ['STUCK', 'CreateShipment'],
};
const ended = new Set(['SHIPPED', 'CANCELLED']);

async function read(client, id) {
  const saga = (await client.query('SELECT * FROM saga WHERE id = $1', [id])).rows[0];
  if (saga === undefined) throw new Error(`no saga ${id}`);
  await sleep(Number(process.env.PAUSE_AFTER_READ_MS ?? 0));
  return saga;
}

/** Moves a saga, with log and command, if its version is the one that was read. */
async function advance(client, saga, event, [state, command], deadline) {
  const data = { ...saga.data, reason: event.reason ?? saga.data.reason };
  if (state === 'PAID') data.paidAt ??= Date.now();
  const step = command ?? saga.step;
  data.attempt = step === saga.step ? data.attempt + 1 : 1;
  const moved = await client.query(
    `UPDATE saga SET state = $3, step = $4, data = $5, version = version + 1, deadline_at = $6
     WHERE id = $1 AND version = $2`,
    [saga.id, saga.version, state, step, data, deadline],
  );
  if (moved.rowCount === 0) return false;
  await client.query('INSERT INTO saga_log (saga_id, seq, event) VALUES ($1, $2, $3)', [saga.id, saga.version + 1, event.type]);
  if (command !== undefined) await send(client, saga.id, command, data);
  if (state === 'CANCELLED' && saga.state !== 'CANCELLED') {
    const { orderId, reason, traceparent } = data;
    const about = { sagaId: orderId, step: 'CancelOrder', attempt: 1, traceparent };
    await emit(client, 'order.events', { type: 'OrderCancelled', ...about, data: { orderId, reason } });
  }
  return true;
}

async function send(client, id, command, { orderId, lines, totalCents, region, attempt, traceparent }) {
  const data = topics[command] === 'stock' ? { orderId, lines } : { orderId, amountCents: totalCents, region };
  const about = { type: command, sagaId: orderId, step: command, attempt, traceparent };
  await emit(client, `order.commands.${topics[command]}`, { ...about, data });
}

const inTime = () => new Date(Date.now() + DEADLINE_MS);

async function start(client, { data: placed, traceparent }) {
  const data = { ...placed, attempt: 1, traceparent };
  await client.query("INSERT INTO saga VALUES ($1, 'STARTED', 'ReserveStock', 1, $2, $3)", [data.orderId, inTime(), data]);
  await client.query("INSERT INTO saga_log (saga_id, seq, event) VALUES ($1, 1, 'OrderPlaced')", [data.orderId]);
  await send(client, data.orderId, 'ReserveStock', data);
}

/** A handler that another one has overtaken reads the saga again and decides again. */
async function onEvent(client, event) {
  if (event.type === 'OrderPlaced') return start(client, event);
  for (;;) {
    const saga = await read(client, event.data.orderId);
    const next = transitions[event.type]?.[saga.state] ?? [saga.state];
    const deadline = ended.has(next[0]) ? null : next[0] === saga.state ? saga.deadline_at : inTime();
    const reason = event.data.reason ?? (event.type === 'PaymentDeclined' ? 'payment declined' : undefined);
    if (await advance(client, saga, { type: event.type, reason }, next, deadline)) return;
  }
}

/** A deadline that was overtaken has nothing to do. */
async function onDeadline(client, id) {
  const saga = await read(client, id);
  if (saga.deadline_at === null || saga.deadline_at > new Date()) return;
  let next = overdue[saga.state];
  const stuck = saga.state === 'PAID' && Date.now() - saga.data.paidAt > STUCK_AFTER_MS;
  if (stuck) next = ['STUCK', 'CreateShipment'];
  const moved = await advance(client, saga, { type: 'DeadlinePassed', reason: 'out of time' }, next, inTime());
  if (moved && stuck) console.error(`ALERT: the saga of order ${id} is STUCK: paid and not shipped`);
}

async function watchDeadlines() {
  for (;;) {
    const { rows } = await pool.query('SELECT id FROM saga WHERE deadline_at < now() ORDER BY deadline_at LIMIT 100');
    for (const { id } of rows) await transaction((client) => onDeadline(client, id));
    await sleep(50);
  }
}

const broker = await connect();
await consume(broker, 'orchestrator', 'order.events', onEvent);
relayForever(broker);
watchDeadlines().catch((error) => (console.error(error), process.exit(1)));
serve();

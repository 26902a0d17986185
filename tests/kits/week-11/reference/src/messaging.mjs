import { AckPolicy, headers, nanos } from 'nats';
import { PARTITIONS, STREAM, crashPoint, partition, transaction } from './shared.mjs';

const ATTEMPTS = 5;

/** Puts `{ type, sagaId, step, attempt, traceparent, data }` for a topic into the outbox of the transaction of `client`. */
export async function emit(client, topic, message) {
  await client.query('INSERT INTO outbox (topic, payload) VALUES ($1, $2)', [topic, message]);
}

/** Sends what is unsent, oldest first. One relay of a service works at a time, or messages of an order could overtake. */
async function relay({ stream }) {
  await transaction(async (client) => {
    const { rows: lock } = await client.query("SELECT pg_try_advisory_xact_lock(hashtext('relay ' || current_user)) AS mine");
    if (!lock[0].mine) return;
    const { rows } = await client.query('SELECT * FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT 200');
    if (rows.length === 0) return;
    const sent = rows.map(({ event_id, topic, created_at, payload }) => {
      const envelope = { eventId: event_id, version: 1, occurredAt: created_at, ...payload };
      return stream.publish(`${topic}.${partition(payload.sagaId)}`, JSON.stringify(envelope), { msgID: event_id });
    });
    await Promise.all(sent);
    await client.query('UPDATE outbox SET sent_at = now() WHERE id = ANY ($1)', [rows.map((row) => row.id)]);
  });
}

export function relayForever(broker) {
  const next = () => relay(broker).then(() => setTimeout(next, 20), (error) => (console.error(error), process.exit(1)));
  next();
}

/** One transaction for the event id and its effect. */
async function once(service, event, handle) {
  await transaction(async (client) => {
    const first = await client.query('INSERT INTO processed_events VALUES ($1) ON CONFLICT DO NOTHING', [event.eventId]);
    if (first.rowCount === 0) return console.log(`${service}: processed_events hit: ${event.eventId}`);
    await handle(client, event);
    crashPoint(`before-commit:${event.type}`);
  });
  crashPoint(`after-commit:${event.type}`);
}

/** Consumes a topic: `handle(client, event)` runs once for each event id; one message of a partition is under way at a time. */
export async function consume(broker, service, topic, handle) {
  for (let number = 0; number < PARTITIONS; number += 1) {
    await broker.manager.consumers.add(STREAM, {
      durable_name: `${service}-${number}`,
      filter_subject: `${topic}.${number}`,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(Number(process.env.ACK_WAIT_MS ?? 5000)),
      max_ack_pending: 1,
    });
    const consumer = await broker.stream.consumers.get(STREAM, `${service}-${number}`);
    read(broker, consumer, service, handle).catch((error) => (console.error(error), process.exit(1)));
  }
}

async function read(broker, consumer, service, handle) {
  for (;;) {
    const message = await consumer.next({ expires: 10_000 });
    if (message === null) continue;
    try {
      await once(service, JSON.parse(message.string()), handle);
      message.ack();
    } catch (error) {
      const attempts = message.info.deliveryCount;
      console.error(`${service}: attempt ${attempts} at ${message.subject}: ${error.message}`);
      if (attempts < ATTEMPTS) {
        message.nak(100 * attempts);
        continue;
      }
      const about = headers();
      about.set('Attempts', String(attempts));
      await broker.stream.publish(`dead.${service}`, message.data, { headers: about });
      message.ack();
    }
  }
}

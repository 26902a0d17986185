import { DEAD, EXCHANGE, transaction } from './shared.mjs';

/** Puts an event into the outbox of the transaction of `client`. */
export async function emit(client, type, data, traceparent) {
  await client.query('INSERT INTO outbox (topic, payload) VALUES ($1, $2)', [type, { data, traceparent }]);
}

/** Sends what is unsent, oldest first; a row is marked only after the broker has confirmed it. One relay at a time. */
export async function relay(channel) {
  await transaction(async (client) => {
    const { rows } = await client.query(
      'SELECT * FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED',
    );
    if (rows.length === 0) return;
    if (process.env.CRASH_BEFORE_PUBLISH === '1') process.exit(1);
    for (const row of rows) {
      const envelope = { eventId: row.event_id, type: row.topic, version: 1, occurredAt: row.created_at, ...row.payload };
      const { traceparent } = row.payload;
      const options = { persistent: true, headers: traceparent ? { traceparent } : {} };
      channel.publish(EXCHANGE, row.topic, Buffer.from(JSON.stringify(envelope)), options);
    }
    await channel.waitForConfirms();
    await client.query('UPDATE outbox SET sent_at = now() WHERE id = ANY ($1)', [rows.map((row) => row.id)]);
  });
}

export function relayForever(channel) {
  const next = () => relay(channel).then(() => setTimeout(next, 50), (error) => (console.error(error), process.exit(1)));
  next();
}

/** Consumes `types` from `queue`: `handle(client, event)` runs once for each event id, in one transaction with it. */
export async function consume(channel, queue, types, handle) {
  await channel.assertQueue(`${queue}.dead`, { durable: true });
  await channel.bindQueue(`${queue}.dead`, DEAD, queue);
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': 5,
      'x-dead-letter-exchange': DEAD,
      'x-dead-letter-routing-key': queue,
    },
  });
  for (const type of types) await channel.bindQueue(queue, EXCHANGE, type);
  await channel.consume(queue, async (message) => {
    try {
      const { traceparent } = message.properties.headers ?? {};
      const event = { ...JSON.parse(message.content.toString()), traceparent };
      if (traceparent) console.log(`${event.type} trace ${traceparent}`);
      await transaction(async (client) => {
        const first = await client.query('INSERT INTO processed_events VALUES ($1) ON CONFLICT DO NOTHING', [event.eventId]);
        if (first.rowCount === 0) return console.log(`processed_events hit: ${event.eventId}`);
        await handle(client, event);
        if (process.env.CRASH_BEFORE_COMMIT === '1') process.exit(1);
      });
      channel.ack(message);
    } catch (error) {
      console.error(`${queue}: ${error.message}`);
      channel.nack(message);
    }
  });
}

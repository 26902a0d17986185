// The outbox and its relay, and the consumer of a topic. All five services use these three functions.
const missing = () => {
  console.error('not written yet: src/messaging.mjs');
  process.exit(1);
};

/** Puts `{ type, sagaId, step, attempt, traceparent, data }` for a topic into the outbox of the transaction of `client`. */
export const emit = missing;

/** Publishes rows of the outbox to `<topic>.<partition>` for ever, those of one order in their order. */
export const relayForever = missing;

/**
 * Consumes a topic: `handle(client, event)` runs once for each event id, in one transaction with it, for each partition
 * in order. The durable consumers are called `<service>-<partition>`.
 */
export const consume = missing;

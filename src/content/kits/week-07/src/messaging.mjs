// The relay of the outbox and the consumer of a queue: not written yet.

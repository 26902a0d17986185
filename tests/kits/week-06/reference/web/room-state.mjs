export const emptyRoom = { messages: [], pending: [] };

/** Events: queued {pending}, arrived {messages}, refused {clientMsgId}. */
export function reduce(room, event) {
  switch (event.type) {
    case 'queued':
      return { ...room, pending: [...room.pending, event.pending] };
    case 'refused':
      return { ...room, pending: room.pending.filter((one) => one.clientMsgId !== event.clientMsgId) };
    case 'arrived': {
      const bySeq = new Map([...room.messages, ...event.messages].map((one) => [one.seq, one]));
      const messages = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
      const sent = new Set(messages.map((one) => one.clientMsgId));
      return { messages, pending: room.pending.filter((one) => !sent.has(one.clientMsgId)) };
    }
    default:
      throw new Error(`unknown event ${event.type}`);
  }
}

/** Last seq before the first hole. */
export function resumeAfter({ messages }) {
  if (messages.length === 0) return 0;
  const hole = messages.findIndex((one, i) => one.seq !== messages[0].seq + i);
  return hole < 0 ? messages.at(-1).seq : messages[hole - 1].seq;
}

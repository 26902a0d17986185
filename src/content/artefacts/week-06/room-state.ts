export interface Message {
  seq: number;
  clientMsgId: string;
  author: string;
  body: string;
}

/** A message that was sent and not yet confirmed. */
export interface Pending {
  clientMsgId: string;
  body: string;
}

export interface Room {
  /** By seq, ascending, each once. */
  messages: readonly Message[];
  pending: readonly Pending[];
}

export type RoomEvent =
  | { type: 'queued'; pending: Pending }
  | { type: 'arrived'; messages: readonly Message[] }
  | { type: 'refused'; clientMsgId: string };

export const emptyRoom: Room = { messages: [], pending: [] };

// #region reduce
/** The next state of a room. Changes nothing that it is given. */
export function reduce(room: Room, event: RoomEvent): Room {
  switch (event.type) {
    case 'queued':
      return { ...room, pending: [...room.pending, event.pending] };
    case 'refused': {
      const left = room.pending.filter((one) => one.clientMsgId !== event.clientMsgId);
      return { ...room, pending: left };
    }
    case 'arrived': {
      // The same message may come from the broadcast, the ack and a sync.
      const bySeq = new Map(
        [...room.messages, ...event.messages].map((one) => [one.seq, one]),
      );
      const messages = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
      const sent = new Set(messages.map((one) => one.clientMsgId));
      const pending = room.pending.filter((one) => !sent.has(one.clientMsgId));
      return { messages, pending };
    }
  }
}

/** Last seq before the first hole: what to ask the server to go on from. */
export function resumeAfter(room: Room): number {
  const [first] = room.messages;
  if (!first) return 0;
  const hole = room.messages.findIndex((one, i) => one.seq !== first.seq + i);
  return hole < 0 ? first.seq + room.messages.length - 1 : first.seq + hole - 1;
}
// #endregion reduce

import { io } from 'socket.io-client';

/** Waits of 1 s, 2 s, 4 s … up to 15 s, each varied by half up or down: clients do not come back together. */
export const reconnection = { reconnectionDelay: 1000, reconnectionDelayMax: 15_000, randomizationFactor: 0.5 };

/** @param url the server; undefined is the page's own. @param options for tests: more options of the client */
export function connect(url, options = {}) {
  return io(url, { ...reconnection, withCredentials: true, transports: ['websocket'], ...options });
}

/** Sends a message until the server has answered. @returns the answer */
export async function send(socket, message) {
  for (;;) {
    try {
      return await socket.timeout(2000).emitWithAck('message:send', message);
    } catch {
      // No answer: the same message with the same id goes again.
    }
  }
}

/** Everything in a room after a seq, page by page. */
export async function* catchUp(socket, roomId, afterSeq) {
  for (;;) {
    const page = await socket.timeout(5000).emitWithAck('sync', { roomId, afterSeq });
    if (!page.ok) throw new Error(page.code);
    yield page.messages;
    if (!page.hasMore) return;
    afterSeq = page.messages.at(-1).seq;
  }
}

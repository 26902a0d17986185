import { io } from 'socket.io-client';

/** Options of the client that decide when it comes back. Not written yet. */
export const reconnection = { reconnection: false };

/** @param url the server; undefined is the page's own. @param options for tests: more options of the client */
export function connect(url, options = {}) {
  return io(url, { ...reconnection, withCredentials: true, transports: ['websocket'], ...options });
}

import type { EventEmitter } from 'node:events';

type Source = Pick<EventEmitter, 'on' | 'off'>;

// #region subscribe
/** Listens to a socket; the function that comes back undoes it. */
export function subscribe(socket: Source, onMessage: (message: unknown) => void): () => void {
  socket.on('message:new', onMessage);
  return () => {
    socket.off('message:new', onMessage);
  };
}
// #endregion subscribe

// The sockets: who may connect, what they may send, who is told.
import { Server } from 'socket.io';

/**
 * @returns what happened over HTTP is told here: joined(userId, roomId), left(userId, roomId), loggedOut(sessionId)
 */
export function createSockets(server, { pool: _pool, allowedOrigins }) {
  const io = new Server(server, { cors: { origin: [...allowedOrigins], credentials: true } });

  io.use((_socket, next) => next(new Error('not written yet: createSockets (server/sockets.mjs)')));

  return {
    joined(_userId, _roomId) {},
    left(_userId, _roomId) {},
    loggedOut(_sessionId) {},
  };
}

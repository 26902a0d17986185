import { createHash } from 'node:crypto';
import { Server } from 'socket.io';
import { userOf } from './accounts.mjs';
import { parseCookies } from './cookies.mjs';
import { ClientError } from './errors.mjs';
import { createLimiter } from './limiter.mjs';
import { after, store } from './messages.mjs';
import { originAllowed } from './origin.mjs';
import { requireMember, roomsOf } from './rooms.mjs';

const inRoom = (id) => `room:${id}`;
const ofUser = (id) => `user:${id}`;
// Names of Socket.IO rooms show up in logs; the id of a session must not.
const ofSession = (id) => `session:${createHash('sha256').update(id).digest('hex')}`;

export function createSockets(server, { pool, allowedOrigins }) {
  const io = new Server(server, {
    cors: { origin: [...allowedOrigins], credentials: true },
    // CORS does not cover WebSockets: the handshake is checked here.
    allowRequest: (request, decide) => decide(null, originAllowed(request.headers.origin, allowedOrigins)),
    maxHttpBufferSize: 16_384,
  });
  const mayWrite = createLimiter(20, 10_000);

  io.use(async (socket, next) => {
    try {
      const sessionId = parseCookies(socket.handshake.headers.cookie).sid;
      const user = await userOf(pool, sessionId);
      if (user === null) return next(new Error('unauthorized'));
      socket.data = { user, sessionId, rooms: await roomsOf(pool, user.id) };
      next();
    } catch {
      next(new Error('unavailable'));
    }
  });

  const showPresence = async (roomId) => {
    const sockets = await io.in(inRoom(roomId)).fetchSockets();
    const online = [...new Set(sockets.map((one) => one.data.user.name))].sort();
    io.to(inRoom(roomId)).emit('presence', { roomId, online });
  };

  io.on('connection', (socket) => {
    const { user, sessionId, rooms } = socket.data;
    socket.join([ofUser(user.id), ofSession(sessionId), ...rooms.map(inRoom)]);
    rooms.forEach(showPresence);
    socket.on('disconnecting', () => {
      for (const name of socket.rooms) if (name.startsWith('room:')) setImmediate(showPresence, name.slice(5));
    });

    /** Registers an event whose answer is the acknowledgement; errors become `{ok: false, code}`. */
    const answer = (event, work) =>
      socket.on(event, async (payload, acknowledge) => {
        try {
          const reply = typeof acknowledge === 'function' ? acknowledge : () => undefined;
          try {
            reply({ ok: true, ...(await work(payload ?? {})) });
          } catch (error) {
            if (!(error instanceof ClientError)) console.error(error);
            reply({ ok: false, code: error instanceof ClientError ? error.code : 'unavailable' });
          }
        } catch (error) {
          console.error(error);
        }
      });

    answer('message:send', async ({ roomId, clientMsgId, body }) => {
      await requireMember(pool, user.id, roomId);
      if (!mayWrite(user.id)) throw new ClientError(429, 'rate_limited');
      const { message, created } = await store(pool, user, { roomId, clientMsgId, body });
      if (created) io.to(inRoom(roomId)).emit('message:new', message);
      return { seq: message.seq, id: message.id };
    });
    answer('sync', async ({ roomId, afterSeq }) => {
      await requireMember(pool, user.id, roomId);
      return after(pool, roomId, afterSeq);
    });
    socket.on('typing', ({ roomId } = {}) => {
      if (socket.rooms.has(inRoom(roomId))) socket.to(inRoom(roomId)).emit('typing', { roomId, name: user.name });
    });
  });

  return {
    joined(userId, roomId) {
      io.in(ofUser(userId)).socketsJoin(inRoom(roomId));
      setImmediate(showPresence, roomId);
    },
    left(userId, roomId) {
      io.in(ofUser(userId)).socketsLeave(inRoom(roomId));
      setImmediate(showPresence, roomId);
    },
    loggedOut(sessionId) {
      io.in(ofSession(sessionId)).disconnectSockets(true);
    },
  };
}

// The HTTP interface: routes and status codes. The work is done in accounts.mjs, rooms.mjs and messages.mjs.
import { parseCookies, sessionCookie, clearedCookie } from './cookies.mjs';
import * as accounts from './accounts.mjs';
import { ClientError } from './errors.mjs';
import * as messages from './messages.mjs';
import { originAllowed } from './origin.mjs';
import * as rooms from './rooms.mjs';
import express from 'express';

/**
 * @param live tells the sockets what happened over HTTP: joined(userId, roomId), left(userId, roomId), loggedOut(sessionId)
 */
export function createApp({ pool, allowedOrigins, webDist, live }) {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, _response, next) => {
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    if (changes && !originAllowed(request.headers.origin, allowedOrigins)) throw new ClientError(403, 'forbidden');
    next();
  });
  app.use(express.json({ limit: '16kb' }));

  app.post('/auth/register', async (request, response) => {
    response.status(201).json(await accounts.register(pool, request.body ?? {}));
  });
  app.post('/auth/login', async (request, response) => {
    const { user, sessionId } = await accounts.login(pool, request.body ?? {});
    response.setHeader('Set-Cookie', sessionCookie(sessionId));
    response.json(user);
  });
  app.post('/auth/logout', async (request, response) => {
    const sessionId = parseCookies(request.headers.cookie).sid;
    if (sessionId !== undefined) {
      await accounts.logout(pool, sessionId);
      live.loggedOut(sessionId);
    }
    response.setHeader('Set-Cookie', clearedCookie());
    response.status(204).end();
  });

  const signedIn = async (request, _response, next) => {
    request.user = await accounts.userOf(pool, parseCookies(request.headers.cookie).sid);
    if (request.user === null) throw new ClientError(401, 'unauthorized');
    next();
  };
  app.get('/me', signedIn, (request, response) => response.json(request.user));
  app.get('/rooms', signedIn, async (request, response) => response.json(await rooms.list(pool, request.user.id)));
  app.post('/rooms', signedIn, async (request, response) => {
    const room = await rooms.create(pool, request.user.id, request.body ?? {});
    live.joined(request.user.id, room.id);
    response.status(201).json(room);
  });
  app.post('/rooms/:id/join', signedIn, async (request, response) => {
    await rooms.join(pool, request.user.id, request.params.id);
    live.joined(request.user.id, request.params.id);
    response.status(204).end();
  });
  app.post('/rooms/:id/leave', signedIn, async (request, response) => {
    await rooms.leave(pool, request.user.id, request.params.id);
    live.left(request.user.id, request.params.id);
    response.status(204).end();
  });
  app.get('/rooms/:id/messages', signedIn, async (request, response) => {
    const { before, limit } = request.query;
    await rooms.requireMember(pool, request.user.id, request.params.id);
    response.json(await messages.history(pool, request.params.id, before, limit));
  });

  app.get('/health', (_request, response) => response.json({ ok: true }));
  app.use(express.static(webDist));
  app.use((error, _request, response, _next) => {
    if (!(error instanceof ClientError) && !(error.status < 500)) console.error(error);
    const status = error.status ?? 500;
    response.status(status).json({ error: status < 500 || error instanceof ClientError ? error.message : 'internal' });
  });
  return app;
}

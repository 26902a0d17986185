/** Puts middleware and routes together, in the order of the page's figure; the error handler is the last. */
import { randomUUID } from 'node:crypto';
import express from 'express';
import { z } from 'zod';
import { dummyHash, hash, matches, sign, verify } from './auth.mjs';
import { makeBuckets, makeFailures } from './limits.mjs';
import { makeErrorHandler, Problem } from './problem.mjs';

const seconds = () => Date.now() / 1000;
const credentials = z.strictObject({ email: z.email().max(254), password: z.string().min(15).max(200) });
const attempt = z.strictObject({ email: z.string().max(254), password: z.string().max(200) });
const whole = z.strictObject({
  title: z.string().min(1).max(200),
  body: z.string().max(50_000),
  status: z.enum(['draft', 'published']),
});
/** A new post may leave out body and status; an update has to be whole, or it would empty what it leaves out. */
const post = whole.extend({ body: whole.shape.body.default(''), status: whole.shape.status.default('draft') });
const comment = z.strictObject({ body: z.string().min(1).max(2_000) });
const paging = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.coerce.number().int().optional(),
});

function valid(schema, value) {
  const read = schema.safeParse(value ?? {});
  if (read.success) return read.data;
  const errors = read.error.issues.map(({ path, message, keys }) => ({ field: keys?.join(', ') ?? path.join('.'), message }));
  throw new Problem(422, 'The request breaks a rule', { errors });
}

export function makeApp({ db, secret, log, isTest }) {
  const app = express();
  const take = makeBuckets({ capacity: 10, rate: 2 });
  const failures = makeFailures({ most: 5, seconds: 15 * 60 });
  app.disable('x-powered-by');

  app.use((request, response, next) => {
    request.id = randomUUID();
    const begun = Date.now();
    response.set({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    response.on('finish', () => {
      const { method, path, user, id } = request;
      log({ level: 'info', requestId: id, method, path, status: response.statusCode, ms: Date.now() - begun, user: user?.id });
    });
    next();
  });
  app.get('/healthz', (_, response) => response.json({ ok: db.isAlive() }));
  app.use(express.json({ limit: '100kb' }));

  app.use((request, _, next) => {
    const [, token] = /^Bearer (.+)$/.exec(request.get('authorization') ?? '') ?? [];
    if (token !== undefined) {
      const claims = verify(token, secret, seconds());
      request.user = claims === null ? undefined : db.users.byId(Number(claims.sub));
      if (request.user === undefined) throw unknownUser('The token is not valid');
    }
    next();
  });

  const unknownUser = (title) => new Problem(401, title, {}, { 'www-authenticate': 'Bearer realm="blog"' });
  const signedIn = (request, _, next) => {
    if (request.user === undefined) throw unknownUser('This needs a token');
    next();
  };
  const limited = (request, _, next) => {
    const wait = take(request.user.id, seconds());
    if (wait > 0) throw new Problem(429, 'Too many writes', {}, { 'retry-after': String(Math.ceil(wait)) });
    next();
  };
  const writer = [signedIn, limited];

  const missing = () => new Problem(404, 'There is nothing here');
  const isOwn = (request, row) => request.user?.id === row.author_id;
  /** A post that the asking user may know of. */
  const seen = (request, id = request.params.id) => {
    const found = /^\d{1,15}$/.test(id) ? db.posts.byId(Number(id)) : undefined;
    if (found === undefined || (found.status === 'draft' && !isOwn(request, found))) throw missing();
    return found;
  };
  const mayWrite = (request, row) => {
    if (!isOwn(request, row) && request.user.role !== 'admin') throw new Problem(403, 'This belongs to another user');
    return row;
  };

  app.post('/v1/auth/register', async (request, response) => {
    const { email, password } = valid(credentials, request.body);
    const user = db.users.add(email, await hash(password));
    if (user === undefined) throw new Problem(409, 'This address has an account');
    response.status(201).json(user);
  });
  app.post('/v1/auth/login', async (request, response) => {
    const { email, password } = valid(attempt, request.body);
    const key = `${email.toLowerCase()} ${request.ip}`;
    const wait = failures.wait(key, seconds());
    if (wait > 0) throw new Problem(429, 'Too many failed logins', {}, { 'retry-after': String(Math.ceil(wait)) });
    // Counted before the wait for the hash: guesses sent at once would otherwise all find no failure.
    failures.note(key, seconds());
    const user = db.users.byEmail(email);
    const isRight = await matches(password, user?.password_hash ?? dummyHash);
    if (user === undefined || !isRight) throw unknownUser('Address or password is wrong');
    failures.forget(key);
    response.json({ token: sign(user.id, secret, Math.floor(seconds())), expires_in: 900 });
  });
  app.get('/v1/me', signedIn, (request, response) => response.json(request.user));

  app.get('/v1/posts', (request, response) => {
    const { limit, cursor } = valid(paging, request.query);
    const items = db.posts.page(cursor ?? Number.MAX_SAFE_INTEGER, request.user?.id ?? 0, limit);
    response.json({ items, next: items.length === limit ? items.at(-1).id : null });
  });
  app.post('/v1/posts', writer, (request, response) => {
    const { title, body, status } = valid(post, request.body);
    const added = db.posts.add(request.user.id, title, body, status);
    response.status(201).location(`/v1/posts/${added.id}`).json(added);
  });
  app.get('/v1/posts/:id', (request, response) => {
    const found = seen(request);
    response.set('etag', `"${found.version}"`).json(found);
  });
  app.put('/v1/posts/:id', writer, (request, response) => {
    const found = mayWrite(request, seen(request));
    const { title, body, status } = valid(whole, request.body);
    const [, version] = /^"(\d{1,15})"$/.exec(request.get('if-match') ?? '') ?? [];
    if (request.get('if-match') === undefined) throw new Problem(428, 'Say in If-Match which version this was made from');
    const updated = db.posts.update(title, body, status, found.id, Number(version ?? 0));
    if (updated === undefined) throw new Problem(412, 'The post has changed since', { version: found.version });
    response.set('etag', `"${updated.version}"`).json(updated);
  });
  app.delete('/v1/posts/:id', writer, (request, response) => {
    db.posts.remove(mayWrite(request, seen(request)).id);
    response.status(204).end();
  });

  app.get('/v1/posts/:id/comments', (request, response) => {
    const { limit, cursor } = valid(paging, request.query);
    const items = db.comments.ofPost(seen(request).id, cursor ?? 0, limit);
    response.json({ items, next: items.length === limit ? items.at(-1).id : null });
  });
  app.post('/v1/posts/:id/comments', writer, (request, response) => {
    const { body } = valid(comment, request.body);
    const added = db.comments.add(seen(request).id, request.user.id, body);
    response.status(201).location(`/v1/comments/${added.id}`).json(added);
  });
  const foundComment = (request) => {
    const found = /^\d{1,15}$/.test(request.params.id) ? db.comments.byId(Number(request.params.id)) : undefined;
    if (found === undefined) throw missing();
    seen(request, String(found.post_id));
    return found;
  };
  app.get('/v1/comments/:id', (request, response) => response.json(foundComment(request)));
  app.put('/v1/comments/:id', writer, (request, response) => {
    const found = mayWrite(request, foundComment(request));
    response.json(db.comments.update(valid(comment, request.body).body, found.id));
  });
  app.delete('/v1/comments/:id', writer, (request, response) => {
    db.comments.remove(mayWrite(request, foundComment(request)).id);
    response.status(204).end();
  });

  if (isTest)
    app.get('/v1/_throw', async () => {
      await Promise.resolve();
      throw new Error('thrown on purpose');
    });
  app.use(() => {
    throw missing();
  });
  app.use(makeErrorHandler(log));
  return app;
}

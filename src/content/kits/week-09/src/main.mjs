// Routes and status codes of one process. What an answer means is decided in links.mjs.
import { createServer } from 'node:http';
import { createCache } from './cache.mjs';
import { ClientError } from './errors.mjs';
import { createLinks } from './links.mjs';
import { createShards } from './shards.mjs';

const { PORT = '3000', REDIS_URL = 'redis://127.0.0.1:6379', BASE_URL = 'https://sho.example' } = process.env;
const links = createLinks({
  shards: createShards(JSON.parse(process.env.SHARDS ?? '[]')),
  cache: createCache(REDIS_URL),
  ownHost: new URL(BASE_URL).hostname,
});

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 8192) throw new ClientError(413, 'too large');
  }
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new ClientError(400, 'not JSON');
  }
}

/** The user is the key after "Bearer"; the time of the last write stands in a cookie. */
function sessionOf({ headers }) {
  const owner = /^Bearer (\S{1,80})$/.exec(headers.authorization ?? '')?.[1] ?? 'anonymous';
  const lastWriteAt = Number(/(?:^|; )w=(\d{1,15})(?:;|$)/.exec(headers.cookie ?? '')?.[1] ?? -Infinity);
  return { owner, lastWriteAt, now: Date.now() };
}

async function answer(request) {
  const { pathname } = new URL(request.url, 'http://unused');
  const session = sessionOf(request);
  if (pathname === '/health') return { status: 200, json: { ok: true } };
  if (request.method === 'POST' && pathname === '/v1/links') {
    const code = await links.create(await bodyOf(request), session);
    const cookie = `w=${session.now}; Path=/; Max-Age=5; HttpOnly; SameSite=Lax`;
    return { status: 201, json: { code, shortUrl: `${BASE_URL}/${code}` }, headers: { 'set-cookie': cookie } };
  }
  const [, code, stats] = /^\/v1\/links\/([\w-]{4,30})(\/stats)?$/.exec(pathname) ?? [];
  if (code && stats && request.method === 'GET') return { status: 200, json: await links.stats(code) };
  if (code && !stats && request.method === 'DELETE') {
    await links.remove(code, session);
    return { status: 204 };
  }
  const followed = /^\/([\w-]{4,30})$/.exec(pathname)?.[1];
  if (followed && request.method === 'GET') {
    const found = await links.follow(followed, session);
    if (found.kind === 'unknown') throw new ClientError(404, 'unknown');
    if (found.kind === 'gone') throw new ClientError(410, 'gone');
    return { status: 302, headers: { location: found.url, 'x-cache': found.cached ? 'hit' : 'miss' } };
  }
  throw new ClientError(404, 'unknown');
}

createServer(async (request, response) => {
  let result;
  try {
    result = await answer(request);
  } catch (error) {
    if (!(error instanceof ClientError)) console.error(error);
    const status = error instanceof ClientError ? error.status : 500;
    const retry = status === 503 ? { 'retry-after': '5' } : {};
    result = { status, json: { error: error instanceof ClientError ? error.message : 'internal' }, headers: retry };
  }
  const { status, json, headers = {} } = result;
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  response.end(json === undefined ? undefined : JSON.stringify(json));
}).listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${PORT}`));
process.on('SIGTERM', () => process.exit(0));

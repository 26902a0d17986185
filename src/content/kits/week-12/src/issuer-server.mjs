/** A small issuer: HTTP, codes and signatures. What may happen is decided in grants.mjs. Given. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { allowedRedirect, Families, redeems } from './grants.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8'));
const [clients, people] = [read('clients'), read('people')];
const issuer = `http://127.0.0.1:${process.env.PORT}`;
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const codes = new Map();
const families = new Families();
const secret = () => randomBytes(24).toString('base64url');

function jwt(typ, claims) {
  const now = Math.floor(Date.now() / 1000);
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'ES256', typ, kid: 'k1' })}.${part({ iss: issuer, iat: now, exp: now + 600, ...claims })}`;
  return `${body}.${sign('sha256', Buffer.from(body), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function tokens(clientId, user, refresh) {
  const { audience, scope, partnerId } = clients[clientId];
  const who = user ? { sub: user, ...people[user] } : { sub: clientId, role: 'partner', partnerId };
  return {
    access_token: jwt('at+jwt', { ...who, aud: audience, scope }),
    ...(user && { id_token: jwt('JWT', { sub: user, aud: clientId }), refresh_token: refresh }),
    expires_in: 600,
  };
}

const bad = (error) => [400, { error }];

function authorize(query) {
  const { client_id: id, redirect_uri: uri, code_challenge: challenge, state, user } = query;
  if (!allowedRedirect(clients[id], uri)) return bad('invalid_request');
  if (!challenge || !(user in people)) return bad('invalid_request');
  const code = secret();
  codes.set(code, { id, uri, challenge, user });
  return [302, {}, { location: `${uri}?code=${code}&state=${encodeURIComponent(state ?? '')}` }];
}

function token(body) {
  if (body.grant_type === 'client_credentials') {
    const client = clients[body.client_id];
    return client?.secret && client.secret === body.client_secret ? [200, tokens(body.client_id)] : bad('invalid_client');
  }
  if (body.grant_type === 'refresh_token') {
    const used = families.redeem(body.refresh_token);
    if (used.reused) {
      const event = { at: Date.now() / 1000, type: 'refresh-reuse', actor: used.holder.user };
      if (process.env.EVENTS) appendFileSync(process.env.EVENTS, `${JSON.stringify(event)}\n`);
    }
    return used.next ? [200, tokens(used.holder.id, used.holder.user, used.next)] : bad('invalid_grant');
  }
  const kept = codes.get(body.code);
  codes.delete(body.code);
  if (!kept || kept.id !== body.client_id || kept.uri !== body.redirect_uri) return bad('invalid_grant');
  if (!redeems(kept.challenge, body.code_verifier ?? '')) return bad('invalid_grant');
  return [200, tokens(kept.id, kept.user, families.begin({ id: kept.id, user: kept.user }))];
}

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url, issuer);
  let answer = [404, {}];
  try {
    if (url.pathname === '/jwks') answer = [200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256' }] }];
    if (url.pathname === '/authorize') answer = authorize(Object.fromEntries(url.searchParams));
    if (url.pathname === '/token') answer = token(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch (error) {
    answer = [500, { error: error.message }];
  }
  response.writeHead(answer[0], { 'content-type': 'application/json', 'cache-control': 'no-store', ...answer[2] });
  response.end(JSON.stringify(answer[1]));
}).listen(Number(process.env.PORT), '127.0.0.1');

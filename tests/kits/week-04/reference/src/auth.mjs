/** Passwords and tokens: hash, compare, sign, verify with one pinned algorithm. */
import * as crypto from 'node:crypto';
import { promisify } from 'node:util';

const { createHmac, randomBytes, timingSafeEqual } = crypto;
/** Argon2id where this Node has it (from 24.7 on), else scrypt; both with what OWASP recommends. */
const name = crypto.argon2 === undefined ? 'scrypt' : 'argon2id';
const derive =
  name === 'scrypt'
    ? (password, salt) => promisify(crypto.scrypt)(password, salt, 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 })
    : (message, nonce) =>
        promisify(crypto.argon2)(name, { message, nonce, parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 });
const LIFETIME = 15 * 60;

export async function hash(password) {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return `${name}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

export async function matches(password, stored) {
  const [, salt, key] = stored.split('$');
  const found = await derive(password, Buffer.from(salt, 'base64url'));
  return timingSafeEqual(found, Buffer.from(key, 'base64url'));
}

/** Compared with where there is no such account, so that both cases take the same time. */
export const dummyHash = await hash(randomBytes(16).toString('hex'));

const mac = (text, secret) => createHmac('sha256', secret).update(text).digest('base64url');
const write = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function read(part) {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return null;
  }
}

/** A token for a user, valid for 15 minutes from `now`, in seconds. */
export function sign(userId, secret, now) {
  const claims = { sub: String(userId), iss: 'blog', aud: 'blog-api', iat: now, exp: now + LIFETIME };
  const text = `${write({ alg: 'HS256', typ: 'JWT' })}.${write(claims)}`;
  return `${text}.${mac(text, secret)}`;
}

/** The claims of a token, or null. The algorithm is decided here. */
export function verify(token, secret, now) {
  const [header = '', payload = '', signature = '', ...rest] = token.split('.');
  const algorithm = 'HS256';
  if (rest.length > 0 || read(header)?.alg !== algorithm) return null;
  const wanted = Buffer.from(mac(`${header}.${payload}`, secret));
  const given = Buffer.from(signature);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  const claims = read(payload);
  if (claims?.iss !== 'blog' || claims.aud !== 'blog-api' || !(claims.exp > now)) return null;
  return claims;
}

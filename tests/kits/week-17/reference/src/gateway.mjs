// Who calls, and how often. Knows tokens and quotas, and no tables but users.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { read, tenantTable, write } from './db.mjs';

export class Refused extends Error {
  constructor(status, message, headers = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** The claims of a valid token. The tenant is never taken from anywhere else. */
export function claimsOf(authorization = '') {
  const [head, body, mac] = authorization.replace(/^Bearer /, '').split('.');
  const refused = new Refused(401, 'a valid token is needed');
  if (!head || !body || !mac) throw refused;
  const expected = createHmac('sha256', process.env.TOKEN_SECRET).update(`${head}.${body}`).digest();
  const given = Buffer.from(mac, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refused;
  try {
    const { alg } = JSON.parse(Buffer.from(head, 'base64url'));
    const claims = JSON.parse(Buffer.from(body, 'base64url'));
    if (alg !== 'HS256' || !(claims.exp > Date.now() / 1000) || !Number.isInteger(claims.tid)) throw refused;
    return claims;
  } catch {
    throw refused;
  }
}

const seen = new Map();

/** Makes the user at the first visit; refuses one that was deactivated, however valid the token. */
export async function checkUser({ tid, sub }) {
  const key = `${tid}:${sub}`;
  if ((seen.get(key) ?? 0) > Date.now()) return;
  const { rows } = await read(tid, (db) => db.query('SELECT active FROM users WHERE user_name = $1', [sub]));
  if (rows[0]?.active === false) throw new Refused(401, 'this user has no access any more');
  if (rows.length === 0)
    await write(tid, (db) =>
      db.query('INSERT INTO users (tenant_id, user_name) VALUES ($1, $2) ON CONFLICT DO NOTHING', [tid, sub]),
    );
  seen.set(key, Date.now() + Number(process.env.USER_CACHE_MS ?? 60_000));
}

const quotaOf = (tier) => {
  const text = tier === 'standard' ? (process.env.QUOTA_STANDARD ?? '10:20') : (process.env.QUOTA_BUSINESS ?? '50:100');
  const [rate, burst] = text.split(':').map(Number);
  return { rate, burst };
};
const buckets = new Map();
export const usage = new Map();

/** Takes one request from the tenant's bucket, or refuses with the seconds to wait. */
export async function takeRequest(tid) {
  const { rows } = await tenantTable('SELECT tier, placement FROM tenants WHERE id = $1', [tid]);
  if (rows.length === 0 || rows[0].placement === 'erased') throw new Refused(401, 'there is no such tenant');
  const { rate, burst } = quotaOf(rows[0].tier);
  const now = Date.now() / 1000;
  const bucketKey = tid;
  const bucket = buckets.get(bucketKey) ?? { tokens: burst, at: now };
  bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) * rate);
  bucket.at = now;
  buckets.set(bucketKey, bucket);
  const used = usage.get(tid) ?? { requests: 0, rejected: 0 };
  usage.set(tid, used);
  used.requests += 1;
  if (bucket.tokens < 1) {
    used.rejected += 1;
    const wait = Math.max(1, Math.ceil((1 - bucket.tokens) / rate));
    throw new Refused(429, 'the quota of this tenant is used up', { 'retry-after': String(wait) });
  }
  bucket.tokens -= 1;
}

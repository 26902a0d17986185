import { createHmac, timingSafeEqual } from 'node:crypto';

// #region sign
const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const mac = (text, secret) => createHmac('sha256', secret).update(text).digest('base64url');

export function sign(payload, secret) {
  const text = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(payload)}`;
  return `${text}.${mac(text, secret)}`;
}
// #endregion sign

// #region verify
/** The claims of a token, or null. Which algorithm is right is decided here, never by the token. */
export function verify(token, { secret, issuer, audience, now }) {
  const [header = '', payload = '', signature = '', ...rest] = token.split('.');
  const wanted = Buffer.from(mac(`${header}.${payload}`, secret));
  const given = Buffer.from(signature);
  if (rest.length > 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  if (read(header)?.alg !== 'HS256') return null;
  const claims = read(payload);
  if (claims?.iss !== issuer || claims.aud !== audience) return null;
  return claims.exp > now ? claims : null;
}

function read(part) {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return null;
  }
}
// #endregion verify

if (process.argv[1] === import.meta.filename) {
  const secret = 'week-04-demo-secret-do-not-reuse';
  const token = sign({ sub: '42', role: 'author', iat: 1767225600, exp: 1767226500 }, secret);
  console.log(token);
  const [header, , signature] = token.split('.');
  const changed = base64url({ sub: '42', role: 'admin', iat: 1767225600, exp: 1767226500 });
  console.log(mac(`${header}.${changed}`, secret) === signature);
  console.log(Buffer.from(token.split('.')[1], 'base64url').toString());
}

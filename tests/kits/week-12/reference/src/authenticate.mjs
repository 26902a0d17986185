/** Why a token is refused, or null. Its signature has been verified. */
export function refusal(header, claims, expected, now) {
  if (header.alg !== 'ES256') return 'alg';
  if (header.typ !== 'at+jwt') return 'typ';
  if (claims.iss !== expected.issuer) return 'iss';
  if (![claims.aud].flat().includes(expected.audience)) return 'aud';
  if (typeof claims.exp !== 'number' || claims.exp <= now) return 'exp';
  if (!String(claims.scope ?? '').split(' ').includes(expected.scope)) return 'scope';
  return null;
}

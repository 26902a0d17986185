/** The claims of an access token whose signature has been verified with a key of the issuer. */
export interface Claims {
  iss?: unknown;
  aud?: unknown;
  exp?: unknown;
  nbf?: unknown;
  scope?: unknown;
}

export interface Expected {
  issuer: string;
  audience: string;
  scope: string;
}

// #region claims
/**
 * Why a token is refused, or null where it is good.
 * @param header of the token, `typ` and `alg`
 * @param now in seconds
 */
export function refusal(
  header: { alg?: unknown; typ?: unknown },
  claims: Claims,
  expected: Expected,
  now: number,
): string | null {
  const audiences = [claims.aud].flat();
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
  if (header.alg !== 'RS256' && header.alg !== 'ES256') return 'alg';
  if (header.typ !== 'at+jwt') return 'typ'; // an ID token has another
  if (claims.iss !== expected.issuer) return 'iss';
  if (!audiences.includes(expected.audience)) return 'aud';
  if (typeof claims.exp !== 'number' || claims.exp <= now) return 'exp';
  if (typeof claims.nbf === 'number' && claims.nbf > now + 5) return 'nbf';
  if (!scopes.includes(expected.scope)) return 'scope';
  return null;
}
// #endregion claims

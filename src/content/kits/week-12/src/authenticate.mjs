/** Why a token is refused (`alg`, `typ`, `iss`, `aud`, `exp`, `scope`), or null. Its signature has been verified. */
export function refusal(header, claims, expected, now) {
  throw new Error('not written yet: the claims of a token (src/authenticate.mjs)');
}

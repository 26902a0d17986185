/** Whether a redirect address is, character for character, one of the client’s `redirectUris`. */
export function allowedRedirect(client, uri) {
  throw new Error(`not written yet: is ${uri} allowed? (src/grants.mjs)`);
}

/** Whether the SHA-256 of the verifier, in base64url, is the challenge. */
export function redeems(challenge, verifier) {
  throw new Error(`not written yet: PKCE of ${verifier.length} characters (src/grants.mjs)`);
}

/** Refresh tokens. Each is redeemed once; a second time revokes every token of its family. */
export class Families {
  /** First token of a family that belongs to `holder`. */
  begin(holder) {
    throw new Error(`not written yet: a family for ${holder.user} (src/grants.mjs)`);
  }

  /** `{ next, holder }` for a good token, `{ reused: true, holder }` for one that was used, `{}` for all others. */
  redeem(token) {
    throw new Error(`not written yet: redeeming ${token} (src/grants.mjs)`);
  }
}

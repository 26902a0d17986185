import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

// #region pkce
/** The secret that a client keeps to itself until it redeems the code: 43 characters. */
export const newVerifier = (): string => randomBytes(32).toString('base64url');

/** What the client shows at the start: the verifier's SHA-256, which cannot be turned back. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url');

/** The server's check when the code is redeemed. */
export const redeems = (challenge: string, verifier: string): boolean => {
  const [kept, shown] = [Buffer.from(challenge), Buffer.from(challengeOf(verifier))];
  return kept.length === shown.length && timingSafeEqual(kept, shown);
};
// #endregion pkce

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export const allowedRedirect = (client, uri) => client?.redirectUris?.includes(uri) ?? false;

export function redeems(challenge, verifier) {
  const made = Buffer.from(createHash('sha256').update(verifier).digest('base64url'));
  const kept = Buffer.from(challenge);
  return made.length === kept.length && timingSafeEqual(made, kept);
}

/** Refresh tokens. Each is redeemed once; a second time revokes every token of its family. */
export class Families {
  #tokens = new Map();

  begin(holder) {
    return this.#issue({ holder, revoked: false });
  }

  redeem(token) {
    const kept = this.#tokens.get(token);
    if (!kept) return {};
    const { family, used } = kept;
    if (used) {
      family.revoked = true;
      return { reused: true, holder: family.holder };
    }
    if (family.revoked) return {};
    kept.used = true;
    return { next: this.#issue(family), holder: family.holder };
  }

  #issue(family) {
    const token = randomBytes(32).toString('base64url');
    this.#tokens.set(token, { family, used: false });
    return token;
  }
}

/** Rotation with two keys: at no moment is a valid signature refused or a revoked one accepted. */
import { createHmac, timingSafeEqual } from 'node:crypto';

// #region verify
export interface Key {
  id: string;
  secret: string;
  /** Unix seconds from which the verifier refuses the key, whatever anybody still signs with it. */
  notAfter: number;
}

export const sign = (body: string, secret: string) => createHmac('sha256', secret).update(body).digest();

/** Id of the key that signed the body, or undefined. Count by id: that is the telemetry of the cut-over. */
export function verify(body: string, signature: Buffer, keys: Key[], now: number): string | undefined {
  const fits = ({ secret, notAfter }: Key) => {
    const expected = sign(body, secret);
    return now < notAfter && signature.length === expected.length && timingSafeEqual(signature, expected);
  };
  return keys.find(fits)?.id;
}
// #endregion verify

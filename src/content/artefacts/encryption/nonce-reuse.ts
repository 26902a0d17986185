/** DO NOT do this. It shows what an attacker gets, without the key, when two messages share key and nonce. */
import { createCipheriv, randomBytes } from 'node:crypto';

// #region demo
/** XOR of two equally long buffers. */
export const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));

/** DO NOT: two messages under one key and one nonce. The strength of AES-256 does not matter here. */
export function twoMessagesOneNonce(first: Buffer, second: Buffer): [Buffer, Buffer] {
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const encrypt = (text: Buffer) => createCipheriv('aes-256-gcm', key, nonce).update(text);
  return [encrypt(first), encrypt(second)];
}
// #endregion demo

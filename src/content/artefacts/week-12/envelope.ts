import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

export type Keys = ReadonlyMap<number, Buffer>;

export interface Sealed {
  keyId: number;
  wrappedKey: Buffer;
  nonce: Buffer;
  ciphertext: Buffer;
}

const TAG = 16;

function encrypt(key: Buffer, nonce: Buffer, text: Buffer, context: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, nonce: Buffer, sealed: Buffer, context: string): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([cipher.update(sealed.subarray(0, -TAG)), cipher.final()]);
}

function master(keys: Keys, keyId: number): Buffer {
  const key = keys.get(keyId);
  if (!key) throw new Error(`there is no key ${keyId}`);
  return key;
}

const wrap = (keys: Keys, keyId: number, dataKey: Buffer, context: string): Buffer => {
  const nonce = randomBytes(12);
  return Buffer.concat([nonce, encrypt(master(keys, keyId), nonce, dataKey, context)]);
};
const unwrap = (keys: Keys, { keyId, wrappedKey }: Sealed, context: string): Buffer =>
  decrypt(master(keys, keyId), wrappedKey.subarray(0, 12), wrappedKey.subarray(12), context);

// #region envelope
/** Seals a text under a data key of its own, which key `keyId` wraps. `context` binds it to its row. */
export function seal(keys: Keys, keyId: number, text: string, context: string): Sealed {
  const dataKey = randomBytes(32);
  const nonce = randomBytes(12);
  const ciphertext = encrypt(dataKey, nonce, Buffer.from(text), context);
  return { keyId, wrappedKey: wrap(keys, keyId, dataKey, context), nonce, ciphertext };
}

export const open = (keys: Keys, sealed: Sealed, context: string): string =>
  decrypt(unwrap(keys, sealed, context), sealed.nonce, sealed.ciphertext, context).toString();

/** Rotates the key that wraps. The text itself is not touched. */
export const rewrap = (keys: Keys, keyId: number, sealed: Sealed, context: string): Sealed => ({
  ...sealed,
  keyId,
  wrappedKey: wrap(keys, keyId, unwrap(keys, sealed, context), context),
});
// #endregion envelope

/** What is searched for in place of an address: the same for equal ones, and useless without the key. */
export const blindIndex = (key: Buffer, email: string): string =>
  createHmac('sha256', key).update(email.trim().toLowerCase()).digest('base64url').slice(0, 22);

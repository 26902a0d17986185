import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

function encrypt(key, bytes, context) {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return { nonce, ciphertext: Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]) };
}

function decrypt(key, nonce, sealed, context) {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

function wrap(keys, keyId, dataKey, context) {
  const { nonce, ciphertext } = encrypt(keys.get(keyId), dataKey, context);
  return Buffer.concat([nonce, ciphertext]);
}

const unwrap = (keys, { keyId, wrappedKey }, context) =>
  decrypt(keys.get(keyId), wrappedKey.subarray(0, 12), wrappedKey.subarray(12), context);

export function seal(keys, keyId, text, context) {
  const dataKey = randomBytes(32);
  return { keyId, wrappedKey: wrap(keys, keyId, dataKey, context), ...encrypt(dataKey, Buffer.from(text), context) };
}

export const open = (keys, sealed, context) =>
  decrypt(unwrap(keys, sealed, context), sealed.nonce, sealed.ciphertext, context).toString();

export const rewrap = (keys, keyId, sealed, context) => ({
  ...sealed,
  keyId,
  wrappedKey: wrap(keys, keyId, unwrap(keys, sealed, context), context),
});

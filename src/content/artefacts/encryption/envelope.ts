/**
 * Envelope encryption with AES-256-GCM: each document has its own data key, and a key service wraps that key.
 *
 * The key service here is a stand-in that keeps its keys in memory. Everything else is what a service would run.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

// #region types
/** What a ciphertext belongs to. It is authenticated, not encrypted, and must be presented again to open it. */
export interface Context {
  tenant: string;
  document: string;
  schema: number;
}

/** A data key encrypted under one version of a tenant's key-encryption key. */
export interface WrappedKey {
  kek: string;
  kekVersion: number;
  nonce: Buffer;
  bytes: Buffer;
  tag: Buffer;
}

/** What is stored. */
export interface Envelope {
  alg: 'A256GCM';
  key: WrappedKey;
  nonce: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
}
// #endregion types

/** A list, so that ("a|b", "c") and ("a", "b|c") give different bytes, which joining with a bar does not. */
const associatedData = ({ tenant, document, schema }: Context): Buffer =>
  Buffer.from(JSON.stringify([tenant, document, schema]));

function gcmEncrypt(key: Buffer, plaintext: Buffer, aad: Buffer): { nonce: Buffer; bytes: Buffer; tag: Buffer } {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad);
  const bytes = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { nonce, bytes, tag: cipher.getAuthTag() };
}

function gcmDecrypt(key: Buffer, nonce: Buffer, bytes: Buffer, tag: Buffer, aad: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(aad).setAuthTag(tag);
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}

// #region verbs
/** Encrypts under a fresh data key. */
export function seal(kms: KeyService, context: Context, plaintext: Buffer): Envelope {
  const { dataKey, wrapped } = kms.generateDataKey(context);
  const { nonce, bytes, tag } = gcmEncrypt(dataKey, plaintext, associatedData(context));
  dataKey.fill(0);
  return { alg: 'A256GCM', key: wrapped, nonce, ciphertext: bytes, tag };
}

/** @throws when a byte was changed, the context is another one, or the key may not be used */
export function open(kms: KeyService, context: Context, { key, nonce, ciphertext, tag }: Envelope): Buffer {
  const dataKey = kms.unwrap(key, context, 'service');
  try {
    return gcmDecrypt(dataKey, nonce, ciphertext, tag, associatedData(context));
  } finally {
    dataKey.fill(0);
  }
}

/** The same envelope under the newest version of the key-encryption key. The data is not touched. */
export function rewrap(kms: KeyService, context: Context, envelope: Envelope): Envelope {
  const dataKey = kms.unwrap(envelope.key, context, 'rewrap-job');
  const key = kms.wrap(dataKey, context);
  dataKey.fill(0);
  return { ...envelope, key };
}
// #endregion verbs

/**
 * `rewrap-only` is the state of a compromised version: it must still unwrap, for one caller. Cloud services grant
 * permissions by key instead, so there the new version is a new key.
 */
export type VersionState = 'enabled' | 'rewrap-only' | 'disabled';

/** Key-encryption keys in versions, one key per tenant; the plaintext of a key never leaves it. */
export class KeyService {
  private readonly keys = new Map<string, { material: Buffer; state: VersionState }[]>();
  /** One line per unwrapping, with its context: the list that a compromise is measured by. */
  readonly audit: { caller: string; context: Context; kekVersion: number }[] = [];

  private versions(tenant: string): { material: Buffer; state: VersionState }[] {
    let versions = this.keys.get(tenant);
    if (versions === undefined) this.keys.set(tenant, (versions = [{ material: randomBytes(32), state: 'enabled' }]));
    return versions;
  }

  /** Adds a version and writes with it from now on. Old versions keep unwrapping. */
  rotate(tenant: string): void {
    this.versions(tenant).push({ material: randomBytes(32), state: 'enabled' });
  }

  /** @param version from 1 */
  setState(tenant: string, version: number, state: VersionState): void {
    const found = this.versions(tenant)[version - 1];
    if (found === undefined) throw new Error(`${tenant} has no version ${version}`);
    found.state = state;
  }

  generateDataKey(context: Context): { dataKey: Buffer; wrapped: WrappedKey } {
    const dataKey = randomBytes(32);
    return { dataKey, wrapped: this.wrap(dataKey, context) };
  }

  wrap(dataKey: Buffer, context: Context): WrappedKey {
    const versions = this.versions(context.tenant);
    const newest = versions[versions.length - 1];
    if (newest?.state !== 'enabled') throw new Error(`${context.tenant}: the newest version is not enabled`);
    return {
      kek: context.tenant,
      kekVersion: versions.length,
      ...gcmEncrypt(newest.material, dataKey, associatedData(context)),
    };
  }

  unwrap({ kek, kekVersion, nonce, bytes, tag }: WrappedKey, context: Context, caller: 'service' | 'rewrap-job'): Buffer {
    const version = this.versions(kek)[kekVersion - 1];
    const allowed = version?.state === 'enabled' || (version?.state === 'rewrap-only' && caller === 'rewrap-job');
    if (version === undefined || !allowed) throw new Error(`${kek} version ${kekVersion} may not be used by ${caller}`);
    const dataKey = gcmDecrypt(version.material, nonce, bytes, tag, associatedData(context));
    this.audit.push({ caller, context, kekVersion });
    return dataKey;
  }
}

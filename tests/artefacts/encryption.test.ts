import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Context, KeyService, open, rewrap, seal } from '../../src/content/artefacts/encryption/envelope.ts';
import {
  callCost,
  callsPerMonth,
  halyard,
  messagesPerKey,
  nonceCollision,
  renewals,
} from '../../src/content/artefacts/encryption/halyard.ts';
import { DataKeyCache } from '../../src/content/artefacts/encryption/key-cache.ts';
import { twoMessagesOneNonce, xor } from '../../src/content/artefacts/encryption/nonce-reuse.ts';
import { sequenceSpec } from '../../src/diagrams/sequence-spec.ts';

const path = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(path('docs/modules/encryption.mdx'), 'utf8').replace(/\s+/g, ' ');
const printed = (text: string) => expect(page).toContain(text);
const grouped = (value: number) => Math.round(value).toLocaleString('en-GB');
const hours = (seconds: number, digits = 1) => (seconds / 3600).toFixed(digits);

const context: Context = { tenant: 'tenant-7', document: 'd-1', schema: 3 };
const text = Buffer.from('the contract with Kestrel');

describe('the envelope', () => {
  it('opens what it sealed, and seals the same text differently each time', () => {
    const kms = new KeyService();
    const first = seal(kms, context, text);
    const second = seal(kms, context, text);
    expect(open(kms, context, first)).toEqual(text);
    expect(first.ciphertext).not.toEqual(second.ciphertext);
    expect(first.key.bytes).not.toEqual(second.key.bytes);
    expect(first.ciphertext).toHaveLength(text.length);
  });

  it.each<[string, Partial<Context>]>([
    ['document', { document: 'd-2' }],
    ['tenant', { tenant: 'tenant-8' }],
    ['schema', { schema: 4 }],
  ])('does not open in the place of another %s', (_, change) => {
    const kms = new KeyService();
    const envelope = seal(kms, context, text);
    expect(() => open(kms, { ...context, ...change }, envelope)).toThrow();
  });

  it('does not open under another document when only the wrapped key is made to fit', () => {
    const kms = new KeyService();
    const [mine, other] = [seal(kms, context, text), seal(kms, { ...context, document: 'd-2' }, text)];
    expect(() => open(kms, { ...context, document: 'd-2' }, { ...mine, key: other.key })).toThrow();
  });

  it('keeps names apart that a bar would join', () => {
    const kms = new KeyService();
    const envelope = seal(kms, { tenant: 'a|b', document: 'c', schema: 1 }, text);
    const moved = { ...envelope, key: { ...envelope.key, kek: 'a|b' } };
    expect(() => open(kms, { tenant: 'a', document: 'b|c', schema: 1 }, moved)).toThrow();
  });

  it.each(['ciphertext', 'tag', 'nonce'] as const)('notices one changed bit in the %s', (part) => {
    const kms = new KeyService();
    const envelope = seal(kms, context, text);
    const changed = Buffer.from(envelope[part]);
    changed[0] = (changed[0] ?? 0) ^ 1;
    expect(() => open(kms, context, { ...envelope, [part]: changed })).toThrow();
  });
});

describe('the runbook', () => {
  it('rewraps without touching the data', () => {
    const kms = new KeyService();
    const before = seal(kms, context, text);
    kms.rotate('tenant-7');
    const after = rewrap(kms, context, before);
    expect(after.ciphertext).toBe(before.ciphertext);
    expect(after.nonce).toBe(before.nonce);
    expect([before.key.kekVersion, after.key.kekVersion]).toEqual([1, 2]);
    expect(after.key.bytes).not.toEqual(before.key.bytes);
    expect(open(kms, context, after)).toEqual(text);
  });

  it('after scheduled rotation still reads the old version', () => {
    const kms = new KeyService();
    const before = seal(kms, context, text);
    kms.rotate('tenant-7');
    expect(open(kms, context, before)).toEqual(text);
    expect(seal(kms, context, text).key.kekVersion).toBe(2);
  });

  it('works in its order and not in the other', () => {
    const kms = new KeyService();
    const before = seal(kms, context, text);
    kms.rotate('tenant-7');
    kms.setState('tenant-7', 1, 'rewrap-only');
    expect(() => open(kms, context, before)).toThrow('may not be used by service');
    const after = rewrap(kms, context, before);
    kms.setState('tenant-7', 1, 'disabled');
    expect(open(kms, context, after)).toEqual(text);
    expect(() => rewrap(kms, context, before)).toThrow('may not be used by rewrap-job');
    expect(() => kms.setState('tenant-7', 3, 'disabled')).toThrow('no version 3');
  });

  it('logs each unwrapping with its context, and none that failed', () => {
    const kms = new KeyService();
    const envelope = seal(kms, context, text);
    expect(() => open(kms, { ...context, document: 'd-2' }, envelope)).toThrow();
    open(kms, context, envelope);
    expect(kms.audit).toEqual([{ caller: 'service', context, kekVersion: 1 }]);
  });

  it('does not write under a version that is not enabled', () => {
    const kms = new KeyService();
    seal(kms, context, text);
    kms.setState('tenant-7', 1, 'disabled');
    expect(() => seal(kms, context, text)).toThrow('not enabled');
  });
});

describe('the cache', () => {
  const setUp = () => {
    let time = 0;
    let calls = 0;
    let revoked = false;
    const cache = new DataKeyCache(300, () => time);
    const read = (wrapped = Buffer.from('wrapped-1')) =>
      cache.get('tenant-7', wrapped, () => {
        if (revoked) throw new Error('revoked');
        calls++;
        return Buffer.alloc(32, calls);
      });
    return {
      cache,
      read,
      at: (seconds: number) => (time = seconds),
      revoke: () => (revoked = true),
      calls: () => calls,
    };
  };

  it('lets a revoked tenant read for at most 300 s', () => {
    const { read, at, revoke, calls } = setUp();
    read();
    revoke();
    at(299);
    expect(read()).toEqual(Buffer.alloc(32, 1));
    expect(calls()).toBe(1);
    at(300);
    expect(() => read()).toThrow('revoked');
  });

  it('asks again when the document has a new data key', () => {
    const { read, calls } = setUp();
    expect(read()).toEqual(Buffer.alloc(32, 1));
    expect(read(Buffer.from('wrapped-2'))).toEqual(Buffer.alloc(32, 2));
    expect(calls()).toBe(2);
  });

  it('forgets an expired key that nobody reads again', () => {
    const { cache, read, at } = setUp();
    read();
    at(200);
    read(Buffer.from('wrapped-2'));
    at(300);
    cache.expire();
    expect(cache.size).toBe(1);
    at(500);
    cache.expire();
    expect(cache.size).toBe(0);
  });

  it('stops at once when the event arrives, and leaves other tenants alone', () => {
    const { cache, read, revoke, calls } = setUp();
    read();
    cache.purge('tenant-8');
    read();
    expect(calls()).toBe(1);
    revoke();
    cache.purge('tenant-7');
    expect(cache.size).toBe(0);
    expect(() => read()).toThrow('revoked');
  });

  it('survives a caller that wipes its key', () => {
    const { read } = setUp();
    read().fill(0);
    read().fill(0);
    expect(read()).toEqual(Buffer.alloc(32, 1));
  });
});

describe('a repeated nonce', () => {
  it('gives away the XOR of the plaintexts, without the key', () => {
    const [first, second] = [Buffer.from('pay 100 to alice'), Buffer.from('pay 900 to mallo')];
    const [a, b] = twoMessagesOneNonce(first, second);
    expect(a).not.toEqual(first);
    expect(xor(a, b)).toEqual(xor(first, second));
    expect(xor(xor(a, b), first)).toEqual(second);
  });
});

describe('the sums of the page', () => {
  it('calls and their price', () => {
    printed(`3,000 × 86,400 × 30 is ${(callsPerMonth(halyard.readsPerSecond) / 1e9).toFixed(2)} billion calls a month`);
    printed(`${grouped(callCost(halyard.readsPerSecond))} dollars. Each read`);
    const left = halyard.readsPerSecond * 0.02;
    expect(left).toBe(60);
    printed(`${(callsPerMonth(left) / 1e6).toFixed(1)} million a month, ${grouped(callCost(left))} dollars`);
    printed(`up to ${grouped(left * 300)} plaintext keys`);
    expect(halyard.tenants / callCost(left)).toBeGreaterThan(2);
    printed(`with yearly rotation it is ${grouped(halyard.tenants * 3)} from the third year`);
    expect(halyard.tenants / 300).toBeLessThan(4);
  });

  it('the limit of GCM', () => {
    expect(nonceCollision(messagesPerKey)).toBe(2 ** -33);
    printed(`2³² messages are reached after ${hours(messagesPerKey / 40_000)} hours`);
    printed(`2³² ÷ 2,500 = ${grouped(messagesPerKey / 2500)} s, ${(messagesPerKey / 2500 / 86_400).toFixed(1)} days`);
    printed(`Every ${hours(messagesPerKey / 2500 / 10)} hours`);
    printed(`about ${(nonceCollision(messagesPerKey / 10) * 1e12).toFixed(1)} × 10⁻¹²`);
  });

  it('rotation', () => {
    printed(`| Rewrap | 3.2 M wrapped keys | ${hours(halyard.documents / 500)} h |`);
    printed(`| Re-encrypt | 40 TB | ${hours(halyard.bytes / 200e6)} h |`);
  });

  it('certificates', () => {
    for (const [from, days, reuse] of [
      ['before', 398, 398],
      ['15 Mar 2026', 200, 200],
      ['15 Mar 2027', 100, 100],
      ['15 Mar 2029', 47, 10],
    ] as const) {
      printed(`| ${from} | ${days} d | ${reuse} d | ${grouped(renewals(halyard.certificates, days))} |`);
    }
    const early = renewals(halyard.certificates, 47, 2 / 3);
    printed(
      `${grouped(early)} renewals a year, ${(early / 365).toFixed(0)} a day, and at 15 minutes by hand ${grouped(early / 4)} hours`,
    );
  });

  it('Saturday', () => {
    printed(`180,000 keys at 500 a second: ${180_000 / 500 / 60} minutes`);
    const average = 2.1e12 / 180_000;
    printed(`at an average of ${(average / 1e6).toFixed(1)} MB that is ${((1200 * average) / 1e9).toFixed(0)} GB`);
    expect((1200 * average) / 200e6).toBeCloseTo(70);
    printed(`all 2.1 TB would have to be re-encrypted, ${hours(2.1e12 / 200e6)} hours`);
  });

  it('sizes of the key shares', () => {
    // FIPS 203, table 3: ML-KEM-768 has encapsulation keys of 1,184 bytes and ciphertexts of 1,088; X25519 adds 32.
    printed(`from 32 to ${grouped(1184 + 32)} bytes, the server's to ${grouped(1088 + 32)}`);
  });

  it('the handshake is drawn', () => {
    const spec = sequenceSpec.parse(parse(readFileSync(path('artefacts/encryption/tls13.sequence.yaml'), 'utf8')));
    expect(spec.actors).toHaveLength(2);
  });
});

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { append, firstBroken, type Row } from '../../src/content/artefacts/week-12/audit.ts';
import { authorize, type Action, type Role } from '../../src/content/artefacts/week-12/authorize.ts';
import { refusal } from '../../src/content/artefacts/week-12/claims.ts';
import { blindIndex, open, rewrap, seal } from '../../src/content/artefacts/week-12/envelope.ts';
import { challengeOf, newVerifier, redeems } from '../../src/content/artefacts/week-12/pkce.ts';

const page = readFileSync(new URL('../../src/content/docs/weeks/week-12.mdx', import.meta.url), 'utf8');
const ada = { id: 'ada', role: 'agent' as const, region: 'eu' };
const mo = { id: 'mo', role: 'manager' as const, region: 'eu' };

describe('week 12', () => {
  it('computes the challenge of RFC 7636, and refuses another verifier', () => {
    const challenge = challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
    expect(challenge).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    expect(page).toContain(challenge);
    const verifier = newVerifier();
    expect(verifier).toHaveLength(43);
    expect(redeems(challengeOf(verifier), verifier)).toBe(true);
    expect(redeems(challenge, verifier)).toBe(false);
  });

  it('names the claim for which a token is refused', () => {
    const header = { alg: 'ES256', typ: 'at+jwt' };
    const claims = { iss: 'https://id', aud: ['shop'], exp: 1_000, scope: 'openid orders:read' };
    const expected = { issuer: 'https://id', audience: 'shop', scope: 'orders:read' };
    const check = (head: object, body: object): string | null =>
      refusal({ ...header, ...head }, { ...claims, ...body }, expected, 999);
    expect(check({}, {})).toBeNull();
    expect(check({}, { aud: 'shop' })).toBeNull();
    expect(check({ alg: 'none' }, {})).toBe('alg');
    expect(check({ alg: 'HS256' }, {})).toBe('alg');
    expect(check({ typ: 'JWT' }, {})).toBe('typ');
    expect(check({}, { iss: 'https://evil' })).toBe('iss');
    expect(check({}, { aud: 'newsletter' })).toBe('aud');
    expect(check({}, { exp: 999 })).toBe('exp');
    expect(check({}, { nbf: 1_100 })).toBe('nbf');
    expect(check({}, { scope: 'orders:reader' })).toBe('scope');
  });

  it('allows 14 of the 90 rows of the matrix', () => {
    const roles: Role[] = ['customer', 'agent', 'manager', 'auditor', 'partner'];
    const actions: Action[] = [
      'order:read',
      'order:cancel',
      'customer:read',
      'refund:create',
      'refund:approve',
      'audit:read',
    ];
    const relations = [
      { customerId: 7, region: 'us', partnerId: 'acme', amountCents: 9_000, requestedBy: 'p' },
      { customerId: 8, region: 'eu', partnerId: null, amountCents: 9_000, requestedBy: 'q' },
      { customerId: 8, region: 'us', partnerId: 'other', amountCents: 9_000, requestedBy: 'q' },
    ];
    const who = { id: 'p', customerId: 7, region: 'eu', partnerId: 'acme', scopes: ['orders:read'] };
    const rows = roles.flatMap((role) =>
      actions.flatMap((action) => relations.map((what) => authorize({ ...who, role }, action, what))),
    );
    expect(rows).toHaveLength(90);
    expect(rows.filter(({ allow }) => allow)).toHaveLength(14);
    expect(page).toContain('makes 90 rows. For a small refund, 14 of them are allowed.');
    expect(authorize({ id: 'p', role: 'customer' }, 'order:read', {}).allow).toBe(false);
    expect(authorize({ ...who, role: 'partner', scopes: [] }, 'order:read', { partnerId: 'acme' }).allow).toBe(false);
  });

  it('decides the three requests of the page, and writes their rows', () => {
    const requests = [
      ['2026-03-02T10:00:00Z', ada, 'order:read', 'order 812', { region: 'eu' }],
      ['2026-03-02T10:01:00Z', ada, 'refund:create', 'order 812', { region: 'eu', amountCents: 10_001 }],
      [
        '2026-03-02T10:02:00Z',
        mo,
        'refund:approve',
        'refund 31',
        { region: 'eu', amountCents: 60_000, requestedBy: 'mo' },
      ],
    ] as const;
    const log = requests.reduce<Row[]>((rows, [at, who, action, resource, what]) => {
      const { allow, reason } = authorize(who, action, what);
      return append(rows, { at, actor: who.id, action, resource, decision: allow ? 'allow' : 'deny', reason });
    }, []);
    for (const row of log)
      expect(page.replaceAll(/ +/g, ' ')).toContain(
        `| ${row.seq} | ${row.actor} | \`${row.action}\` | ${row.decision} | ${row.reason} | \`${row.prevHash.slice(0, 8)}\` | \`${row.hash.slice(0, 8)}\` |`,
      );
    const head = log[2]?.hash ?? '';
    expect(firstBroken(log, head)).toBeNull();
    const altered = log.map((row): Row => (row.seq === 2 ? { ...row, decision: 'allow' } : row));
    expect(firstBroken(altered, head)).toBe(2);
    const [first, second, third] = altered;
    if (!first || !second || !third) throw new Error('three rows');
    const rehashed = append([first], second);
    expect(firstBroken([...rehashed, third], head)).toBe(3);
    expect(firstBroken(append(rehashed, third), head)).toBe(4);
  });

  it('seals, opens, binds to the row and rotates', () => {
    const keys = new Map([1, 2].map((id) => [id, randomBytes(32)]));
    const sealed = seal(keys, 1, 'ann@example.com', 'customer 7');
    expect(open(keys, sealed, 'customer 7')).toBe('ann@example.com');
    expect(() => open(keys, sealed, 'customer 8')).toThrow();
    const rotated = rewrap(keys, 2, sealed, 'customer 7');
    expect(rotated.ciphertext).toBe(sealed.ciphertext);
    keys.delete(1);
    expect(open(keys, rotated, 'customer 7')).toBe('ann@example.com');
    expect(() => open(keys, sealed, 'customer 7')).toThrow('there is no key 1');
    const index = randomBytes(32);
    expect(blindIndex(index, ' Ann@Example.com')).toBe(blindIndex(index, 'ann@example.com'));
  });

  it('keeps to the sums of the page', () => {
    expect(page).toContain(`9 × 1,440 = ${(9 * 1_440).toLocaleString('en')}`);
    expect((2 ** 32) ** 2 / 2 / 2 ** 96).toBe(2 ** -33);
  });
});

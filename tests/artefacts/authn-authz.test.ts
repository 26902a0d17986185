import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  checkLatency,
  revocationDelay,
  rotationHours,
  usedShare,
} from '../../src/content/artefacts/authn-authz/budget.ts';
import { decide, parsePolicies } from '../../src/content/artefacts/authn-authz/cedar-subset.ts';
import { repaired, requests } from '../../src/content/artefacts/authn-authz/requests.ts';
import { type Key, sign, verify } from '../../src/content/artefacts/authn-authz/rotate.ts';

const content = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(content('docs/modules/authn-authz.mdx'), 'utf8').replace(/\s+/g, ' ');
const text = readFileSync(content('artefacts/authn-authz/orders.cedar.txt'), 'utf8');
const policies = parsePolicies(text);
const policiesRepaired = parsePolicies(repaired(text));
const grouped = (value: number) => Math.round(value).toLocaleString('en-GB');
const printed = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};

describe('the policies', () => {
  it.each(requests)('$name: the table tells the truth', ({ name, expected, request }) => {
    const before = decide(policies, request);
    const after = decide(policiesRepaired, request);
    printed(`| ${name} | ${before.decision}${before.errors.length > 0 ? ', error' : ''} | ${after.decision} |`);
    expect(after).toMatchObject({ decision: expected, errors: [] });
  });

  it('allow a request without region because the forbid is skipped', () => {
    const request = requests.find(({ name }) => name === 'no region')?.request;
    if (request === undefined) throw new Error('no such request');
    expect(decide(policies, request)).toEqual({ decision: 'allow', reasons: ['own-tenant'], errors: ['residency'] });
    expect(decide(policiesRepaired, request)).toEqual({ decision: 'deny', reasons: ['residency'], errors: [] });
    printed('unless { resource has residency && context has region && resource.residency == context.region }');
  });

  it('would stay open for an order without residency if only the region were guarded', () => {
    const request = requests.find(({ name }) => name === 'order without residency')?.request;
    if (request === undefined) throw new Error('no such request');
    const half = parsePolicies(
      text.replace('{ resource.residency ==', '{ context has region && resource.residency =='),
    );
    expect(decide(half, request)).toEqual({ decision: 'allow', reasons: ['own-tenant'], errors: ['residency'] });
  });

  it('repaired, never allow a request with one attribute left out that a forbid reads', () => {
    const guarded: ['resource' | 'context', string][] = [
      ['resource', 'residency'],
      ['context', 'region'],
      ['context', 'aal'],
    ];
    for (const { name, request } of requests.filter(({ expected }) => expected === 'allow'))
      for (const [record, attribute] of guarded.filter(([from, key]) => key in request[from])) {
        const { [attribute]: _, ...rest } = request[record];
        const damaged = { ...request, [record]: rest };
        expect(decide(policiesRepaired, damaged).decision, `${name} without ${attribute}`).toBe('deny');
      }
  });

  it('raise errors for a support read that lacks userTenant', () => {
    const request = requests.find(({ name }) => name === 'support, ticket')?.request;
    if (request === undefined) throw new Error('no such request');
    const { userTenant: _, ...context } = request.context;
    expect(decide(policies, { ...request, context })).toMatchObject({ decision: 'allow', errors: ['own-tenant'] });
  });

  it('refuse an export of another tenant', () => {
    const request = requests.find(({ name }) => name === 'export at AAL3')?.request;
    if (request === undefined) throw new Error('no such request');
    const context = { ...request.context, userTenant: 'bolt' };
    expect(decide(policies, { ...request, context }).decision).toBe('deny');
  });

  it('behave as the exercise says when an attribute is absent', () => {
    const add = (condition: string) =>
      parsePolicies(`${repaired(text)}\n@id("suspended")\nforbid (principal, action, resource)\n${condition};`);
    const own = requests[0]?.request;
    if (own === undefined) throw new Error('no requests');
    const suspended = { ...own, resource: { ...own.resource, suspended: true } };
    const conditions = {
      open: 'when { resource.suspended == true }',
      closed: 'unless { resource has suspended && resource.suspended == false }',
    };
    printed(...Object.values(conditions));
    const open = add(conditions.open);
    const closed = add(conditions.closed);
    expect(decide(open, own)).toMatchObject({ decision: 'allow', errors: ['suspended'] });
    expect([decide(open, suspended), decide(closed, suspended), decide(closed, own)]).toMatchObject([
      { decision: 'deny' },
      { decision: 'deny' },
      { decision: 'deny', errors: [] },
    ]);
  });

  it.each([
    'permit (principal, action, resource);',
    '@id("a") permit (principal, action, resource) when { context.a < 1 };',
  ])('outside the subset are refused: %s', (other) => {
    expect(() => parsePolicies(other)).toThrow('outside the subset');
  });
});

describe('the figures', () => {
  it('of latency', () => {
    printed(`${grouped(9_000 * 3.2)} checks a second`, `or ${grouped(9_000 * 0.4)} a second`);
    printed(`3.2 × 6 = ${checkLatency(3.2, 6).toFixed(1)} ms`, `3.2 × 1.5 = ${checkLatency(3.2, 1.5).toFixed(1)} ms`);
    printed('one call in 150', `it hits ${((1 - (149 / 150) ** 3) * 100).toFixed(0)}% of them`);
    printed(`2.2 × 1.5 + 6 = ${checkLatency(2.2, 1.5, 1, 6).toFixed(1)} ms`);
    printed(`1.2 × 1.5 + 12 = ${checkLatency(1.2, 1.5, 2, 6).toFixed(1)}`);
  });

  it('of revocation', () => {
    printed(`10 min + 30 s = ${revocationDelay(10, 30)} minutes`);
    printed(`10 + 60 = ${revocationDelay(10, 3_600)} minutes instead of 10.5`);
    printed(`5 + 5 = ${revocationDelay(5, 300)} minutes`, `(${revocationDelay(60, 300)} if the removal`);
    printed(`4,000 ÷ 300 s = ${(4_000 / 300).toFixed(1)} a second`);
  });

  it('of secrets and privileges', () => {
    const all = rotationHours(2_310, 4, 25);
    const left = rotationHours(410, 4, 25);
    printed(`${grouped(all)} hours or, at 1,840 hours, ${(all / 1_840).toFixed(1)} full-time people`);
    printed(`cost ${grouped(left)} hours a year, and ${grouped(all - left)} are saved`);
    printed(`1,900 of 2,310 (${((1_900 / 2_310) * 100).toFixed(0)}%)`);
    printed(`had 412 and used 38, ${(usedShare(38, 412) * 100).toFixed(0)}%`);
  });
});

describe('rotation', () => {
  const keys: Key[] = [
    { id: 'old', secret: 'leaked', notAfter: 1_000 },
    { id: 'partner-17', secret: 'fresh', notAfter: Infinity },
  ];

  it('accepts both keys during the overlap and names the one that signed', () => {
    expect(verify('event', sign('event', 'leaked'), keys, 999)).toBe('old');
    expect(verify('event', sign('event', 'fresh'), keys, 999)).toBe('partner-17');
  });

  it('refuses the old key from its end on, and everything else always', () => {
    expect(verify('event', sign('event', 'leaked'), keys, 1_000)).toBeUndefined();
    expect(verify('event', sign('event', 'fresh'), keys, 1_000)).toBe('partner-17');
    expect(verify('other', sign('event', 'fresh'), keys, 0)).toBeUndefined();
    expect(verify('event', Buffer.from('short'), keys, 0)).toBeUndefined();
  });
});

it('draws the lifetimes that the text uses', () => {
  const dot = readFileSync(content('artefacts/authn-authz/path.dot'), 'utf8');
  for (const label of ['10 min', '30 s', '2 min', 'mTLS, 1 h']) expect(dot).toContain(label);
});

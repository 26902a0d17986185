import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { breaking, unwaived } from '../../src/content/artefacts/week-17/api-diff.ts';
import connectionsPlot from '../../src/content/artefacts/week-17/connections.plot.ts';
import { FairQueue } from '../../src/content/artefacts/week-17/fair-queue.ts';
import { adapters, connections } from '../../src/content/artefacts/week-17/tiers.ts';
import { retryTimes, sign, verify } from '../../src/content/artefacts/week-17/webhook.ts';
import { withTenant, type Connection } from '../../src/content/artefacts/week-17/with-tenant.ts';
import { postgres } from './postgres.ts';

const at = (path: string) => new URL(`../../src/content/${path}`, import.meta.url);
const page = readFileSync(at('docs/weeks/week-17.mdx'), 'utf8');
const tenancy = readFileSync(at('artefacts/week-17/tenancy.sql'), 'utf8');
const receiver = readFileSync(at('artefacts/week-17/receiver.sql'), 'utf8');

describe('row-level security', () => {
  it('shows each role what the page says', (context) => {
    const count = 'SELECT count(*) FROM orders;';
    const asOne = "SET LOCAL app.tenant_id = '1';";
    const [, owner, app, cast] = postgres(
      [
        [
          'postgres',
          `${tenancy} INSERT INTO orders (tenant_id, external_id, total_cents) VALUES (1,'a',100),(1,'b',200),(2,'a',900);`,
        ],
        [
          'postgres',
          `ALTER TABLE orders NO FORCE ROW LEVEL SECURITY; SET ROLE shop_owner; ${count} RESET ROLE;
           ALTER TABLE orders FORCE ROW LEVEL SECURITY; SET ROLE shop_owner; ${count}`,
        ],
        [
          'shop_app',
          `${count} BEGIN; ${asOne} ${count} SELECT sum(total_cents) FROM orders; COMMIT; ${count}
           BEGIN; ${asOne} INSERT INTO orders (tenant_id, external_id, total_cents) VALUES (2, 'x', 1); ROLLBACK;`,
        ],
        ['shop_app', `BEGIN; ${asOne} COMMIT; SELECT current_setting('app.tenant_id', true)::int;`],
      ],
      context,
    );
    expect(owner?.out).toEqual(['3', '0']);
    expect(app?.out).toEqual(['0', '2', '300', '0']);
    expect(app?.err).toContain('new row violates row-level security policy');
    expect(cast?.err).toContain('invalid input syntax for type integer: ""');
    expect(page).toContain('invalid input syntax for type integer: ""');
  });

  it('lets the receiver recognise a repetition, for one tenant only', (context) => {
    const insert = (tenant: number) =>
      `BEGIN; SET LOCAL app.tenant_id = '${tenant}'; ${receiver
        .replace('$1, $2, $3', `${tenant}, 'p-1', 100`)
        .replace(/--.*$/gm, '')} COMMIT;`;
    const [, once] = postgres(
      [
        ['postgres', tenancy],
        ['shop_app', insert(1) + insert(1) + insert(2)],
      ],
      context,
    );
    expect(once?.out).toHaveLength(2);
  });
});

describe('the tenant context', () => {
  const pool = (fail: string) => {
    const said: string[] = [];
    const db: Connection = {
      query: (text, values) => {
        said.push([text, ...(values ?? [])].join(' | '));
        return text.startsWith(fail) ? Promise.reject(new Error(fail)) : Promise.resolve({ rows: [] });
      },
      release: (broken) => said.push(`release ${String(broken)}`),
    };
    return { said, connect: () => Promise.resolve(db) };
  };

  it('is set inside the transaction, and rolled back with it', async () => {
    const good = pool('never');
    await withTenant(good, 7, (db) => db.query('work'));
    expect(good.said).toEqual([
      'BEGIN',
      "SELECT set_config('app.tenant_id', $1, true) | 7",
      'work',
      'COMMIT',
      'release false',
    ]);
    const bad = pool('work');
    await expect(withTenant(bad, 7, (db) => db.query('work'))).rejects.toThrow('work');
    expect(bad.said.slice(-2)).toEqual(['ROLLBACK', 'release false']);
  });
});

describe('the numbers of the page', () => {
  it('counts connections and adapters', () => {
    expect(connections({ silo: 300, shared: 0 })).toBe(1_500);
    expect(connections({ silo: 0, shared: 300 })).toBe(40);
    expect(connections({ silo: 2, shared: 298 })).toBe(50);
    expect(adapters(10)).toEqual({ pairwise: 90, canonical: 20 });
    expect(connectionsPlot.series[0]?.data.at(-1)).toEqual([300, 1_500]);
    expect(300 * 20 * 10).toBe(60_000);
    for (const figure of ['**1,500**', '**40**', '**50**', '60,000 series']) expect(page).toContain(figure);
  });

  it('retries for just under an hour, and misses a recovery after 30 minutes', () => {
    const minutes = retryTimes().map((seconds) => Math.round((100 * seconds) / 60) / 100);
    expect(minutes).toEqual([0.95, 2.85, 6.65, 14.25, 29.45, 59.85]);
    expect(retryTimes().at(-1)).toBe(3_591);
    expect(30 * 60 - (retryTimes()[4] ?? 0)).toBe(33);
  });

  it('leaves six of eight workers to others', () => {
    const queue = new FairQueue<number>(8);
    for (let i = 0; i < 1_000; i++) queue.add('noisy', i);
    expect([queue.next(), queue.next()].map((job) => job?.tenant)).toEqual(['noisy', 'noisy']);
    expect(queue.next()).toBeUndefined();
    queue.add('small', 1);
    expect(queue.next()).toEqual({ tenant: 'small', job: 1 });
    queue.done('noisy');
    expect(queue.next()).toEqual({ tenant: 'noisy', job: 2 });
  });
});

describe('webhooks', () => {
  it('are verified with their time', () => {
    const header = sign('s', '{"a":1}', 1_000);
    expect(verify('s', '{"a":1}', header, 1_200)).toBe(true);
    expect(verify('s', '{"a":2}', header, 1_200)).toBe(false);
    expect(verify('s', '{"a":1}', header, 1_301)).toBe(false);
    expect(verify('s', '{"a":1}', header.replace('t=1000', 't=1200'), 1_200)).toBe(false);
  });
});

describe('the breaking-change check', () => {
  const response = {
    type: 'object',
    required: ['id', 'totalCents'],
    properties: { id: { type: 'string' }, totalCents: { type: 'integer' }, status: { enum: ['PENDING', 'PAID'] } },
  };
  const request = {
    type: 'object',
    required: ['externalId'],
    properties: { externalId: { type: 'string' }, email: { type: 'string' }, quantity: { type: 'integer' } },
  };
  const rules = (findings: { rule: string; at: string }[]) => findings.map(({ rule, at: place }) => `${rule} ${place}`);

  it('judges the six changes of the exercise as its answer says', () => {
    const note = { ...request, properties: { ...request.properties, note: { type: 'string' } } };
    expect(breaking(request, note, 'request')).toEqual([]);
    const email = { ...request, required: ['externalId', 'email'] };
    expect(rules(breaking(request, email, 'request'))).toEqual(['request-field-required $.email']);
    const { id, status } = response.properties;
    const gone = { ...response, properties: { id, status } };
    expect(rules(breaking(response, gone, 'response'))).toEqual(['response-field-removed $.totalCents']);
    const currency = { ...response, properties: { ...response.properties, currency: { type: 'string' } } };
    expect(breaking(response, currency, 'response')).toEqual([]);
    const hold = {
      ...response,
      properties: { ...response.properties, status: { enum: ['PENDING', 'PAID', 'ON_HOLD'] } },
    };
    expect(rules(breaking(response, hold, 'response'))).toEqual(['response-enum-widened $.status']);
    const text = { ...request, properties: { ...request.properties, quantity: { type: 'string' } } };
    expect(rules(breaking(request, text, 'request'))).toEqual(['type-changed $.quantity']);
  });

  it('lets a waiver hold through its last day', () => {
    const finding = { rule: 'response-field-removed', at: '$.totalCents' };
    const waiver = { ...finding, approvedBy: 'dana', expires: '2026-12-31' };
    expect(unwaived([finding], [waiver], '2026-12-31')).toEqual([]);
    expect(unwaived([finding], [waiver], '2027-01-01')).toEqual([finding]);
    expect(unwaived([finding], [{ ...waiver, at: '$.id' }], '2026-12-01')).toEqual([finding]);
  });

  it('has headers of one year', () => {
    const [, seconds] = /Deprecation: @(\d+)/.exec(page) ?? [];
    const [, sunset] = /Sunset: (.* GMT)/.exec(page) ?? [];
    expect(new Date(1000 * Number(seconds)).toISOString()).toBe('2027-01-01T00:00:00.000Z');
    expect(new Date(sunset ?? '').toUTCString()).toBe(sunset);
    expect(sunset).toContain('01 Jan 2028');
  });
});

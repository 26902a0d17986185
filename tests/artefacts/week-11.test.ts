import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { Breaker } from '../../src/content/artefacts/week-11/breaker.ts';
import { amplification, meanWait, survives } from '../../src/content/artefacts/week-11/retry.ts';
import { advance, onAuthorized, type Saga } from '../../src/content/artefacts/week-11/saga.ts';

const page = readFileSync(new URL('../../src/content/docs/weeks/week-11.mdx', import.meta.url), 'utf8');

function sagas() {
  const db = new DatabaseSync(':memory:');
  db.exec(`CREATE TABLE saga (id text PRIMARY KEY, state text, version integer);
    CREATE TABLE saga_log (saga_id text, seq integer, event text, PRIMARY KEY (saga_id, seq));
    CREATE TABLE outbox (id integer PRIMARY KEY, payload text);
    INSERT INTO saga VALUES ('s1', 'STOCK_RESERVED', 2)`);
  const read = (): Saga => {
    const row = db.prepare("SELECT state, version FROM saga WHERE id = 's1'").get();
    return { id: 's1', state: String(row?.['state']), version: Number(row?.['version']) };
  };
  const column = (query: string) =>
    db
      .prepare(query)
      .all()
      .map((row) => Object.values(row)[0]);
  return { db, read, column };
}

describe('week 11', () => {
  it('computes retries and majorities as the page tells', () => {
    expect([amplification(3, 3), amplification(4, 3), amplification(4, 4)]).toEqual([27, 64, 256]);
    expect([1, 2, 3, 4, 5, 6].map((n) => meanWait(n))).toEqual([50, 100, 200, 400, 800, 1600]);
    expect([3, 4, 5, 6].map(survives)).toEqual([1, 1, 2, 2]);
    for (const figure of ['27', '64', '50, 100, 200, 400, 800 and 1,600']) expect(page).toContain(figure);
  });

  it('voids an authorization that comes after the deadline', () => {
    const { db, read, column } = sagas();
    const before = read();
    expect(advance(db, before, 'DeadlinePassed', 'COMPENSATING', 'ReleaseStock')).toBe(true);
    expect(onAuthorized(db, before)).toBe('voided');
    expect(read()).toMatchObject({ state: 'COMPENSATING', version: 3 });
    expect(column('SELECT payload FROM outbox ORDER BY id')).toEqual(['ReleaseStock', 'VoidAuthorization']);
    expect(column('SELECT event FROM saga_log ORDER BY seq')).toEqual(['DeadlinePassed']);
  });

  it('goes on where the authorization comes first, and refuses the deadline then', () => {
    const { db, read, column } = sagas();
    const before = read();
    expect(onAuthorized(db, before)).toBe('captured next');
    expect(advance(db, before, 'DeadlinePassed', 'COMPENSATING', 'ReleaseStock')).toBe(false);
    expect(column('SELECT payload FROM outbox')).toEqual(['CapturePayment']);
  });

  it('opens on rate and volume, probes after 5 s, and closes after three successes', () => {
    let now = 0;
    const breaker = new Breaker(() => now);
    for (let call = 0; call < 19; call += 1) breaker.record(true);
    expect(breaker.allow()).toBe(true);
    breaker.record(true);
    expect(breaker.allow()).toBe(false);
    now = 5000;
    expect([1, 2, 3, 4].map(() => breaker.allow())).toEqual([true, true, true, false]);
    breaker.record(true);
    expect(breaker.allow()).toBe(false);
    now = 10_000;
    for (let probe = 0; probe < 3; probe += 1) {
      expect(breaker.allow()).toBe(true);
      breaker.record(false);
    }
    expect([1, 2, 3, 4].map(() => breaker.allow())).toEqual([true, true, true, true]);
  });
});

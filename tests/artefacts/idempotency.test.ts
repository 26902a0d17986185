import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { pay } from '../../src/content/artefacts/idempotency/broken-handler.ts';
import {
  childKey,
  claimFirst,
  fingerprint,
  inOneTransaction,
  type Request,
} from '../../src/content/artefacts/idempotency/idempotency.ts';
import { enqueue, handleOnce, type Message, relay } from '../../src/content/artefacts/idempotency/messages.ts';
import {
  bytesPerKey,
  collision,
  duplicatesPerDay,
  storeBytes,
} from '../../src/content/artefacts/idempotency/sizing.ts';
import { transaction } from '../../src/content/artefacts/idempotency/idempotency.ts';
import { sequenceSpec } from '../../src/diagrams/sequence-spec.ts';

const path = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const artefact = (name: string) => readFileSync(path(`artefacts/idempotency/${name}`), 'utf8');
const page = readFileSync(path('docs/modules/idempotency.mdx'), 'utf8').replace(/\s+/g, ' ');
const printed = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};

const request: Request = {
  tenant: 'shop',
  endpoint: 'POST /payments',
  key: '7f3a',
  body: { order: 'o-81', cents: 4200 },
};

function service() {
  const db = new DatabaseSync(':memory:');
  db.exec(artefact('schema.sql'));
  const world = { db, time: 0, leaseMs: 60_000, now: () => world.time };
  const charges = new Map<string, string>();
  /** The card provider, which keeps keys. */
  const charge = (key: string) => {
    if (!charges.has(key)) charges.set(key, `ch-${charges.size + 1}`);
    return Promise.resolve(charges.get(key) ?? '');
  };
  const store = (id: string) => {
    db.prepare('INSERT INTO payments VALUES (?, 1, 4200, ?)').run('o-81', id);
    return { status: 201, body: id };
  };
  const payments = () => Number(db.prepare('SELECT count(*) AS n FROM payments').get()?.['n']);
  return { db, world, charges, charge, store, payments };
}

describe('a claim committed first', () => {
  it('executes one of fifty parallel requests, tells 49 to wait, and replays to all afterwards', async () => {
    const { world, charges, charge, store, payments } = service();
    const all = () => Promise.all(Array.from({ length: 50 }, () => claimFirst(world, request, charge, store)));
    const statuses = (await all()).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    expect(await all()).toEqual(Array.from({ length: 50 }, () => ({ status: 201, body: 'ch-1' })));
    expect([charges.size, payments()]).toEqual([1, 1]);
    printed('Fifty identical requests at once', 'one executes, 49 get 409');
  });

  it('refuses a missing key and a reused one, and ignores the order of fields', async () => {
    const { world, charge, store } = service();
    const send = (changes: Partial<Request>) => claimFirst(world, { ...request, ...changes }, charge, store);
    const { key: _, ...withoutKey } = request;
    expect((await claimFirst(world, withoutKey, charge, store)).status).toBe(400);
    expect((await send({})).status).toBe(201);
    expect((await send({ body: { order: 'o-81', cents: 9900 } })).status).toBe(422);
    expect((await send({ body: { cents: 4200, order: 'o-81' } })).status).toBe(201);
    expect(fingerprint(request)).not.toBe(fingerprint({ ...request, endpoint: 'POST /refunds' }));
  });

  it('keeps tenants and endpoints apart, and gives each step one child key', async () => {
    const { world, charge } = service();
    const answer = (body: string) => () => ({ status: 200, body });
    await claimFirst(world, request, charge, answer('ours'));
    expect((await claimFirst(world, { ...request, tenant: 'other' }, charge, answer('theirs'))).body).toBe('theirs');
    expect(childKey(request, 'charge')).toBe(childKey({ ...request, body: 'any' }, 'charge'));
    expect(childKey(request, 'charge')).not.toBe(childKey(request, 'mail'));
  });

  it('rolls back an owner that comes back after its claim was taken over', async () => {
    const { db, world, charges, charge } = service();
    db.exec('CREATE TABLE effects (by TEXT)');
    const effect = (by: string) => () => {
      db.prepare('INSERT INTO effects VALUES (?)').run(by);
      return { status: 201, body: by };
    };
    let wake: () => void = () => undefined;
    const paused = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const first = claimFirst(world, request, async (key) => [await charge(key), await paused], effect('claim 1'));
    world.time = 61_000;
    expect(await claimFirst(world, request, charge, effect('claim 2'))).toMatchObject({ status: 201, body: 'claim 2' });
    wake();
    expect((await first).status).toBe(409);
    expect(db.prepare('SELECT by FROM effects').all()).toEqual([{ by: 'claim 2' }]);
    expect(charges.size).toBe(1);
  });

  it('leaves a 500 to the owner that comes back where the payment has its natural key', async () => {
    const { world, charge, store, payments } = service();
    let wake: () => void = () => undefined;
    const paused = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const first = claimFirst(world, request, async (key) => (await paused, charge(key)), store);
    world.time = 61_000;
    await claimFirst(world, request, charge, store);
    wake();
    await expect(first).rejects.toThrow(/UNIQUE/);
    expect(await claimFirst(world, request, charge, store)).toEqual({ status: 201, body: 'ch-1' });
    expect(payments()).toBe(1);
  });
});

describe('processes that are killed', () => {
  const run = promisify(execFile);
  const script = path('artefacts/idempotency/one-request.ts').pathname;
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'idempotency-'));
    onTestFinished(() => rmSync(made, { recursive: true }));
    return made;
  };
  const attempt = async (
    at: string,
    point: string,
    seconds: number,
  ): Promise<{ status: number; body: string } | 'killed'> => {
    try {
      const { stdout } = await run(process.execPath, [
        '--disable-warning=ExperimentalWarning',
        script,
        at,
        point,
        String(seconds),
      ]);
      return JSON.parse(stdout) as { status: number; body: string };
    } catch (error) {
      if ((error as { signal?: string }).signal === 'SIGKILL') return 'killed';
      throw error;
    }
  };
  const rows = (at: string) => {
    const count = (file: string, table: string) => {
      const db = new DatabaseSync(join(at, file));
      const { n } = db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number };
      db.close();
      return n;
    };
    return { charges: count('provider.db', 'charges'), payments: count('payments.db', 'payments') };
  };

  it('charge and record once, wherever they are killed', async () => {
    const before = folder();
    expect(await attempt(before, 'before-claim', 0)).toBe('killed');
    expect(rows(before)).toEqual({ charges: 0, payments: 0 });
    expect(await attempt(before, 'none', 5)).toMatchObject({ status: 201 });
    expect(rows(before)).toEqual({ charges: 1, payments: 1 });

    const claimed = folder();
    expect(await attempt(claimed, 'after-claim', 0)).toBe('killed');
    expect(rows(claimed)).toEqual({ charges: 0, payments: 0 });
    expect(await attempt(claimed, 'none', 5)).toMatchObject({ status: 409 });
    expect(await attempt(claimed, 'none', 61)).toMatchObject({ status: 201 });
    expect(rows(claimed)).toEqual({ charges: 1, payments: 1 });

    const charged = folder();
    expect(await attempt(charged, 'after-charge', 0)).toBe('killed');
    expect(rows(charged)).toEqual({ charges: 1, payments: 0 });
    expect(await attempt(charged, 'none', 5)).toMatchObject({ status: 409 });
    expect(await attempt(charged, 'none', 61)).toMatchObject({ status: 201 });
    expect(rows(charged)).toEqual({ charges: 1, payments: 1 });

    const recorded = folder();
    expect(await attempt(recorded, 'after-commit', 0)).toBe('killed');
    expect(await attempt(recorded, 'none', 5)).toMatchObject({ status: 201 });
    expect(rows(recorded)).toEqual({ charges: 1, payments: 1 });
    printed('repeat after 5 s gets 409', 'repeat after 61 s');
  });

  it('execute once when eight send the same request in one transaction each', async () => {
    const shared = folder();
    await attempt(shared, 'before-claim', 0);
    const answers = await Promise.all(Array.from({ length: 8 }, () => attempt(shared, 'local', 0)));
    expect(answers).toEqual(Array.from({ length: 8 }, () => ({ status: 201, body: '{"charge":"none"}' })));
    expect(rows(shared).payments).toBe(1);
    printed('eight processes send the same request', 'all eight print the same 201');
  });
});

describe('one transaction', () => {
  it('leaves nothing behind when the effect fails', () => {
    const { world, db, payments } = service();
    expect(() =>
      inOneTransaction(world, request, () => {
        db.prepare("INSERT INTO payments VALUES ('o-81', 1, 4200, 'x')").run();
        throw new Error('crash');
      }),
    ).toThrow('crash');
    expect(payments()).toBe(0);
    expect(inOneTransaction(world, request, () => ({ status: 201, body: 'again' })).body).toBe('again');
  });

  it('holds a later attempt of another key to the natural key', () => {
    const { world, store, payments } = service();
    inOneTransaction(world, request, () => store('first'));
    expect(() => inOneTransaction(world, { ...request, key: 'on-day-8' }, () => store('second'))).toThrow(/UNIQUE/);
    expect(payments()).toBe(1);
  });
});

describe('messages', () => {
  it('pass the inbox once although the relay sends twice', () => {
    const { db } = service();
    transaction(db, () => enqueue(db, { id: 'paid:o-81', payload: '4200' }));
    const delivered: Message[] = [];
    expect(() =>
      relay(
        db,
        (message) => {
          delivered.push(message);
          throw new Error('killed after sending');
        },
        () => 1,
      ),
    ).toThrow('killed');
    expect(
      relay(
        db,
        (message) => delivered.push(message),
        () => 2,
      ),
    ).toBe(1);
    expect(
      relay(
        db,
        (message) => delivered.push(message),
        () => 3,
      ),
    ).toBe(0);
    expect(delivered).toHaveLength(2);
    let effects = 0;
    expect(delivered.map((message) => handleOnce(db, 'ledger', message, () => effects++))).toEqual([true, false]);
    expect(effects).toBe(1);
  });

  it('are tried again after a failed effect', () => {
    const { db } = service();
    const message = { id: 'm', payload: '' };
    expect(() =>
      handleOnce(db, 'ledger', message, () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(handleOnce(db, 'ledger', message, () => undefined)).toBe(true);
  });
});

describe('the broken handler', () => {
  const setup = () => {
    const db = new DatabaseSync(':memory:');
    db.exec(
      'CREATE TABLE keys (key TEXT PRIMARY KEY, body TEXT); CREATE TABLE payments (order_id TEXT, cents INTEGER, charge TEXT)',
    );
    const charged = new Set<string>();
    const provider = { charge: (key: string) => Promise.resolve(`ch-${charged.add(key).size}`) };
    return {
      charged,
      send: (key: string | undefined, cents = 4200) => pay(db, provider, key ? { key } : {}, { order: 'o-81', cents }),
    };
  };

  it('charges twice in parallel, without a header, and returns the wrong receipt', async () => {
    const parallel = setup();
    await Promise.all([parallel.send('7f3a'), parallel.send('7f3a')]);
    expect(parallel.charged.size).toBe(2);

    const without = setup();
    await without.send(undefined);
    await without.send(undefined);
    expect(without.charged.size).toBe(2);

    const reused = setup();
    const small = await reused.send('7f3a');
    const large = await reused.send('7f3a', 9900);
    expect(large).toEqual({ status: 200, body: small.body });
    expect(reused.charged.size).toBe(1);
  });
});

describe('figures of the page', () => {
  it('counts duplicates, bytes and collisions', () => {
    expect(duplicatesPerDay(300, 0.004, 0.7)).toBeCloseTo(72_576);
    expect(bytesPerKey).toBe(350);
    const gigabytes = [1, 7, 14, 30].map((days) => storeBytes(300, days) / 1e9);
    expect(gigabytes.map((size) => size.toPrecision(3))).toEqual(['9.07', '63.5', '127', '272']);
    expect((storeBytes(300, 15) / 1e9).toPrecision(3)).toBe('136');
    expect(collision(300 * 86_400).toExponential(0)).toBe('6e-23');
    expect(300 * 86_400 * 0.01).toBe(259_200);
    expect(
      [40 * 86_400, storeBytes(40, 1) / 1e9, storeBytes(40, 15) / 1e9].map((n) => Number(n.toPrecision(3))),
    ).toEqual([3_460_000, 1.21, 18.1]);
    printed(
      '300 × 0.004 × 0.7 × 86,400 = 72,576',
      '350 bytes',
      '25.92 million',
      '9.07 GB',
      '63.5 GB',
      '127 GB',
      '272 GB',
      '6 × 10⁻²³',
    );
    printed('259,200', '3.456 million', '1.21 GB', '18.1 GB', '136 GB', '1,500 of them');
    expect(300 * 5).toBe(1500);
  });

  it('keeps contract, schema and diagram in step with the text', () => {
    const contract = parse(artefact('contract.yaml')) as Record<string, unknown>;
    expect(contract).toMatchObject({
      lease_seconds: 60,
      retention_days: 7,
      answers: { missing: 400, in_flight: 409, reused: 422 },
    });
    printed('The lease is 60 s', 'seven days of keys');
    expect(sequenceSpec.parse(parse(artefact('crash-points.sequence.yaml'))).actors).toHaveLength(4);
  });
});

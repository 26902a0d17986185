import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { conformance, planted } from '../../src/content/artefacts/instrumentation-standards/conformance.ts';
import {
  isTemplate,
  required,
  resource,
  type Telemetry,
  violations,
} from '../../src/content/artefacts/instrumentation-standards/contract.ts';
import * as rollout from '../../src/content/artefacts/instrumentation-standards/rollout.ts';
import {
  completeness,
  coverage,
  orphanRoots,
  type Span,
} from '../../src/content/artefacts/instrumentation-standards/scorecard.ts';
import { type Options, startTelemetry } from '../../src/content/artefacts/instrumentation-standards/telemetry.ts';

const { atRandom, breakEven, complete, costAlone, costOfRoad, pathFirst, plan, product, throughput } = rollout;
const folder = fileURLToPath(new URL('../../src/content/artefacts/instrumentation-standards/', import.meta.url));
const page = readFileSync(
  new URL('../../src/content/docs/modules/instrumentation-standards.mdx', import.meta.url),
  'utf8',
);
const percent = (share: number, digits = 0) => `${(share * 100).toFixed(digits)}%`;
const number = (n: number) => n.toLocaleString('en-US');
const prints = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};

/** `telemetry-env.sh` as a process would see it. */
const env = Object.fromEntries(
  readFileSync(`${folder}telemetry-env.sh`, 'utf8')
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);
const context = () => ({ traceId: planted.traceId, spanId: '00f067aa0ba902b7' });

/** A wrapper that keeps what it sends. */
function started(options: Partial<Options> = {}) {
  const records: Telemetry[] = [];
  const send = (record: Telemetry) => records.push(record) > 0;
  return { records, ...startTelemetry({ env, strict: true, context, send, ...options }) };
}

describe('the wrapper', () => {
  it('emits the eight required fields', () => {
    const { httpServerTimer, records } = started();
    httpServerTimer({ method: 'GET', route: '/users/{id}' })(200, { 'app.tier': 'gold' });
    expect(required).toHaveLength(8);
    expect(records[0]).toMatchObject({
      'service.name': 'checkout',
      'http.route': '/users/{id}',
      'app.tier': 'gold',
      le: 0.005,
    });
    expect(violations(records[0] ?? {})).toEqual([]);
  });
  it.each(['/users/123', '/orders/7b2f6c1e-0f5c-4d0e-9b1a-3c5d8e7f9a10', '/blobs/9f86d081884c7d65'])(
    'refuses %s in CI',
    (route) => {
      expect(() => started().httpServerTimer({ method: 'GET', route })).toThrow('template');
      expect(isTemplate(route)).toBe(false);
    },
  );
  it('serves the same request in production, under one name, and counts', () => {
    const { counts, httpServerTimer, records } = started({ strict: false });
    httpServerTimer({ method: 'BREW-4711', route: '/users/123' })(503);
    expect(records[0]).toMatchObject({ 'http.route': '_OTHER', 'http.request.method': '_OTHER', 'error.type': '503' });
    expect(counts.refused).toBe(1);
  });
  it('lets /v2/orders/{id} pass, whose digits are a name', () => {
    expect(isTemplate('/v2/orders/{id}')).toBe(true);
  });
  it('removes what is not allowed, and lets nobody overwrite the identity', () => {
    const { counts, httpServerTimer, records } = started();
    httpServerTimer({ method: 'GET', route: '/' })(200, {
      password: 'x',
      'app.api_key': 'x',
      note: 'x',
      'service.name': 'x',
      'app.ok': 1,
    });
    expect(records[0]).toMatchObject({ 'app.ok': 1, 'service.name': 'checkout' });
    for (const key of ['password', 'app.api_key', 'note']) expect(records[0]).not.toHaveProperty([key]);
    expect(counts.redacted).toBe(4);
  });
  it.each(['service.version', 'deployment.environment.name'])('throws in CI when %s is missing', (field) => {
    const attributes = (env['OTEL_RESOURCE_ATTRIBUTES'] ?? '').split(',').filter((pair) => !pair.startsWith(field));
    expect(() => started({ env: { ...env, OTEL_RESOURCE_ATTRIBUTES: attributes.join(',') } })).toThrow(
      `${field} is not set`,
    );
  });
  it('notices the default name', () => {
    expect(() => started({ env: { OTEL_RESOURCE_ATTRIBUTES: env['OTEL_RESOURCE_ATTRIBUTES'] } })).toThrow(
      'OTEL_SERVICE_NAME',
    );
    expect(violations({ 'service.name': 'unknown_service:node' })).toContain('service.name is the default of the SDK');
  });
  it('asks for a route from server spans and not from clients', () => {
    const { httpServerTimer, records } = started();
    httpServerTimer({ method: 'GET', route: '/' })(200);
    const bare: Telemetry = { ...records[0], 'http.route': undefined };
    expect(violations(bare)).toEqual(['http.route is missing']);
    expect(violations({ ...bare, 'span.kind': 'client' })).toEqual([]);
  });
  it('starts in production with an environment that cannot be decoded, and counts', () => {
    const broken = { OTEL_SERVICE_NAME: 'checkout', OTEL_RESOURCE_ATTRIBUTES: 'service.version=100%' };
    expect(started({ env: broken, strict: false }).counts.refused).toBe(resource.length - 1);
    expect(() => started({ env: broken })).toThrow('service.namespace is not set');
  });
  it('counts what a full queue refuses', () => {
    const { counts, httpServerTimer } = started({ send: () => false });
    httpServerTimer({ method: 'GET', route: '/' })(200);
    expect(counts.dropped).toBe(1);
  });
});

describe('the conformance test', () => {
  it('passes a service on the road', async () => {
    const violated = await conformance(async ({ canary: secret }) => {
      const { httpServerTimer, records } = started();
      httpServerTimer({ method: 'POST', route: '/login' })(200, {
        password: secret,
        'http.request.header.authorization': secret,
      });
      return records;
    });
    expect(violated).toEqual([]);
  });
  it('finds a leak under an innocent key, a raw path, and silence', async () => {
    const { httpServerTimer, records } = started({ strict: false });
    httpServerTimer({ method: 'POST', route: '/login' })(200, { 'app.note': planted.canary });
    expect(await conformance(async () => records)).toEqual(['a planted secret came out']);
    const raw: Telemetry = { ...records[0], 'app.note': 'fine', 'http.route': '/users/123' };
    expect(await conformance(async () => [raw])).toEqual(['http.route is a path: /users/123']);
    expect(await conformance(async () => [])).toEqual(['no telemetry of the request']);
    const torn: Telemetry = { ...records[0], 'app.note': 'fine', trace_id: '0af7651916cd43dd8448eb211c80319c' };
    expect(await conformance(async () => [torn])).toEqual(['the trace was not continued']);
  });
});

describe('files', () => {
  it('has a contract in which every entry has a reader and a check, and which the code keeps', () => {
    type Entry = { name: string; 'read-by': string[]; 'checked-by': string };
    const contract = parse(readFileSync(`${folder}contract.yaml`, 'utf8')) as {
      fields: Entry[];
      signals: Entry[];
      propagation: Record<string, unknown>;
      exceptions: Record<string, unknown>[];
    };
    for (const entry of [...contract.fields, ...contract.signals]) {
      expect(entry['read-by'].length).toBeGreaterThan(0);
      expect(entry['checked-by']).toBeTruthy();
    }
    for (const check of ['read-by', 'checked-by']) expect(contract.propagation).toHaveProperty([check]);
    const names = contract.fields.map((field) => field.name);
    expect(names.slice(0, 8)).toEqual([...required]);
    expect(names).toHaveLength(11); // the page says no to the twelfth
    for (const exception of contract.exceptions)
      expect(Object.keys(exception)).toEqual(['service', 'lacks', 'because', 'owner', 'last-day']);
  });
  it('has an environment that satisfies the contract, with the defaults the page reckons with', () => {
    for (const field of resource.slice(1)) expect(env['OTEL_RESOURCE_ATTRIBUTES']).toContain(`${field}=`);
    const [queue, batch] = [Number(env['OTEL_BSP_MAX_QUEUE_SIZE']), Number(env['OTEL_BSP_MAX_EXPORT_BATCH_SIZE'])];
    prints(
      `${number(queue)} spans, sends ${batch}`,
      number(throughput(batch, 0.05)),
      `it is ${number(throughput(batch, 0.5))}`,
    );
    const lost = 3000 - throughput(batch, 0.5);
    prints(`drops ${percent(lost / 3000)}`);
    expect(queue / lost).toBeCloseTo(1, 1);
  });
});

describe('completeness', () => {
  it('prints the powers', () => {
    const row = (c: number) => [3, 6, 10].map((hops) => percent(complete(c, hops)));
    expect([row(0.8), row(0.95), row(0.99)]).toEqual([
      ['51%', '26%', '11%'],
      ['86%', '74%', '60%'],
      ['97%', '94%', '90%'],
    ]);
    prints('keep 51%, six 26% and ten 11%', '86%, 74% and 60%', '97%, 94% and 90%');
    prints(`0.8⁷ = ${percent(complete(0.8, 7))}`, `buys ${(complete(0.9, 10) * 100).toFixed(0)} points`);
    prints(`going on to 99% buys ${((complete(0.99, 10) - complete(0.9, 10)) * 100).toFixed(0)}.`);
    expect(complete(0.99, 10) / complete(0.8, 10)).toBeCloseTo(8, 0);
  });
  it('prints the measured path', () => {
    const rest = [0.99, 0.99, 0.98, 0.97, 0.95];
    expect(percent([...rest, 0.6, 0.4].reduce((a, b) => a + b) / 7)).toBe('84%');
    expect(
      [
        [0.6, 0.4],
        [0.6, 0.99],
        [0.99, 0.99],
      ].map((two) => percent(product([...rest, ...two]))),
    ).toEqual(['21%', '53%', '87%']);
    prints('mean is 84%, the product 21%', 'path has 53%', 'it has 87%', 'six points up to 93%');
  });
  it('prints two orders of one rollout', () => {
    expect([0, 70, 126, 140].map((done) => percent(atRandom(done)))).toEqual(['21%', '46%', '81%', '93%']);
    expect([0, 7, 140].map((done) => percent(pathFirst(done)))).toEqual(['21%', '93%', '93%']);
    expect(percent(plan.path / plan.services)).toBe('5%');
    prints(
      'gives 46% of complete traces',
      '126 services, gives 81%',
      '5% of the work gives 93%',
      `(${percent(62 / 140)})`,
    );
  });
  it('is what the scorecard reads from spans', () => {
    const path = ['edge', 'a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const keeps = [0.99, 0.99, 0.98, 0.97, 0.95, 0.6, 0.4];
    let seed = 1;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const identity = {
      'service.namespace': 'shop',
      'service.version': '1',
      'service.instance.id': 'i',
      'deployment.environment.name': 'test',
      'http.route': '/',
    };
    const requests = 20_000;
    const spans: Span[] = Array.from({ length: requests }, (_, request) => {
      let trace = `t${request}`;
      return path.map((service, at): Span => {
        const broken = at > 0 && random() > (keeps[at - 1] ?? 1);
        if (broken) trace += service;
        const whole = { ...identity, trace_id: trace, span_id: `${request}${service}`, 'service.name': service };
        return at === 0 || broken ? whole : { ...whole, parent: `${request}${path[at - 1]}` };
      });
    }).flat();
    expect(completeness(spans, path)).toBeCloseTo(product(keeps), 1);
    const orphans = orphanRoots(spans, new Set(['edge']));
    expect(orphans.has('edge')).toBe(false);
    expect((orphans.get('g') ?? 0) / requests).toBeCloseTo(0.6, 1);
    expect((orphans.get('f') ?? 0) / requests).toBeCloseTo(0.4, 1);
    expect(coverage(spans)).toBe(1);
    expect(coverage(spans.map((span, n) => (n % 2 ? { ...span, 'service.version': undefined } : span)))).toBe(0.5);
  });
});

describe('money', () => {
  it('prints the table', () => {
    const row = (name: string, years: number, changes: number) => {
      const [alone, road] = [costAlone(plan.services, changes), costOfRoad(plan.services, years, changes)];
      return `| ${name} | ${number(alone)} | ${number(road)} | ${number(alone - road)} | ${breakEven(years, changes)} |`;
    };
    prints(row('To adoption', 0, 0), row('3 years, no change', 3, 0), row('3 years, 3 changes', 3, 3));
    prints('240 ÷ 5.5 = 43.6');
    expect((240 / 5.5).toFixed(1)).toBe('43.6');
  });
});

describe('exercises', () => {
  it('renames', () => {
    const sets = 40 * 3 * 60;
    prints(`${number(sets)} label sets`, `${number(sets * 35)} series instead of ${number(sets * 18)}`);
  });
  it('finds the weakest', () => {
    const path = [0.99, 0.97, 0.9, 0.99, 0.7, 0.98];
    const set = (...changes: [number, number][]) => product(path.map((kept, at) => new Map(changes).get(at) ?? kept));
    prints(
      percent(set(), 1),
      percent(set([4, 0.99]), 1),
      percent(set([4, 0.99], [2, 0.99]), 1),
      percent(product(path.map((kept) => kept + 0.01)), 1),
    );
    const gain = (product(path.map((kept) => kept + 0.01)) - set()) / (set([4, 0.99], [2, 0.99]) - set());
    expect(gain).toBeCloseTo(1 / 8, 2);
  });
  it('drops', () => {
    const sustained = throughput(512, 0.4);
    prints(
      `512 ÷ 0.4 = ${number(sustained)}`,
      `${1500 - sustained} a second, ${percent((1500 - sustained) / 1500, 1)}`,
    );
    prints(`${(2048 / (1500 - sustained)).toFixed(1)} s`, number(throughput(1024, 0.4)));
  });
  it('does not build', () => {
    const saved = 5.5 + 3 * 0.9;
    expect([240 - 25 * saved, 120 - 10 * saved].map(Math.round)).toEqual([35, 38]);
    expect([Math.ceil(240 / saved), Math.ceil(120 / saved)]).toEqual([30, 15]);
    prints('8.2 days', 'saves 25 × 8.2 = 205', 'saves 82', '30 and 15 services');
  });
});

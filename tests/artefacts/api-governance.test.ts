import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const content = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(content('docs/modules/api-governance.mdx'), 'utf8');
const folder = fileURLToPath(content('artefacts/api-governance/'));
const artefact = (name: string) => readFileSync(content(`artefacts/api-governance/${name}`), 'utf8');
const python = (...args: string[]) =>
  execFileSync('python3', ['-B', ...args], { encoding: 'utf8', cwd: folder }).trim();
/** Runs a few lines with the artefacts importable. */
const script = (code: string) => python('-c', `import sys; sys.path.insert(0, '.')\n${code}`);
const number = (value: number) => value.toLocaleString('en-US').replace('-', '−');

describe('compat.py', () => {
  const run = (direction: string) =>
    spawnSync('python3', ['-B', 'compat.py', 'payment-v1.json', 'payment-v2.json', '--direction', direction], {
      encoding: 'utf8',
      cwd: folder,
    });

  it('gives the opposite verdict in each direction, and fails both', () => {
    const response = run('response');
    expect(response.stdout).toMatch(/response OK +currency: added/);
    expect(response.stdout).toMatch(/response BREAKING +status: enum-widened \(gains "pending"\)/);
    const request = run('request');
    expect(request.stdout).toMatch(/request +BREAKING +currency: added-required/);
    expect(request.stdout).toMatch(/request +OK +status: enum-widened/);
    expect([response.status, request.status]).toEqual([1, 1]);
  });

  it('agrees with every row of the table of directions', () => {
    const rows: [string, string, string, string][] = [
      // change, old, new, verdicts for request and response
      ['add an optional field', '{}', "{'properties': {'f': {}}}", 'OK OK'],
      ['add a required field', '{}', "{'properties': {'f': {}}, 'required': ['f']}", 'BREAKING OK'],
      ['remove a field', "{'properties': {'f': {}}}", '{}', 'CONDITIONAL BREAKING'],
      [
        'optional becomes required',
        "{'properties': {'f': {}}}",
        "{'properties': {'f': {}}, 'required': ['f']}",
        'BREAKING OK',
      ],
      [
        'required becomes optional',
        "{'properties': {'f': {}}, 'required': ['f']}",
        "{'properties': {'f': {}}}",
        'OK BREAKING',
      ],
      [
        'may be null',
        "{'properties': {'f': {'type': 'string'}}}",
        "{'properties': {'f': {'type': ['string', 'null']}}}",
        'OK BREAKING',
      ],
      [
        'add an enum value',
        "{'properties': {'f': {'enum': ['a']}}}",
        "{'properties': {'f': {'enum': ['a', 'b']}}}",
        'OK BREAKING',
      ],
      [
        'remove an enum value',
        "{'properties': {'f': {'enum': ['a', 'b']}}}",
        "{'properties': {'f': {'enum': ['a']}}}",
        'BREAKING OK',
      ],
      ['loosen validation', "{'properties': {'f': {'enum': ['a']}}}", "{'properties': {'f': {}}}", 'OK BREAKING'],
      ['tighten validation', "{'properties': {'f': {}}}", "{'properties': {'f': {'enum': ['a']}}}", 'BREAKING OK'],
    ];
    for (const [change] of rows) expect(page).toContain(change);
    const found = script(`import compat
for old, new in [${rows.map(([, before, after]) => `(${before}, ${after})`).join(', ')}]:
    print(*(v for d in ('request', 'response') for v, *_ in compat.changes(old, new, d)))`);
    expect(found.split('\n')).toEqual(rows.map(([, , , verdicts]) => verdicts));
  });

  it('treats closed schemas as breaking and open enums as conditional', () => {
    expect(
      script(
        `import compat\nprint(*(v for v, *_ in compat.changes({'additionalProperties': False}, {'properties': {'f': {}}}, 'response')))`,
      ),
    ).toBe('BREAKING');
    expect(
      script(
        `import compat\nprint(*(v for v, *_ in compat.changes({'properties': {'f': {'enum': [1], 'x-extensible': True}}}, {'properties': {'f': {'enum': [1, 2]}}}, 'response')))`,
      ),
    ).toBe('CONDITIONAL');
  });

  it('excuses a change until its date and not after, and refuses one without a date', () => {
    const excuse = (today: string, entry: string) =>
      script(`import compat, datetime\nold, new = {}, {'properties': {'f': {}}, 'required': ['f']}
try:
    print(compat.report(old, new, 'request', [${entry}], datetime.date.fromisoformat('${today}'))[1])
except KeyError as error:
    print('no', error)`);
    const entry = "{'change': 'f: added-required', 'until': '2027-03-31'}";
    expect(excuse('2027-03-31', entry)).toBe('False');
    expect(excuse('2027-04-01', entry)).toBe('True');
    expect(excuse('2027-03-01', "{'change': 'f: added-required'}")).toBe("no 'until'");
  });
});

describe('the wire', () => {
  /** What readers with field 2 of each type make of bytes: id, field 2, currency. */
  const read = (hex: string, ...kinds: string[]) =>
    script(`import wire
for kind in ${JSON.stringify(kinds)}:
    m = wire.decode(bytes.fromhex('${hex}'), {1: ('id', 'string'), 2: ('a', kind), 3: ('currency', 'enum')})
    print(m['id'], repr(m['a']), m['currency'])`).split('\n');

  it('encodes the payment of the page and misreads it silently', () => {
    const [payment = '', odd = '', large = ''] = script(`import wire
for cents in (1250, 1251, 3_000_000_000):
    print(wire.payment(cents).hex(' '))`).split('\n');
    expect(payment).toBe('0a 02 70 31 10 e2 09 18 01');
    expect(page).toContain(`\`${payment}\``);
    expect(98 + 9 * 128).toBe(1250);
    expect(read(payment, 'int64', 'sint64', 'string')).toEqual(['p1 1250 1', 'p1 625 1', "p1 '' 1"]);
    expect(read(odd, 'sint64')).toEqual(['p1 -626 1']);
    expect(read(large, 'int32')).toEqual(['p1 -1294967296 1']);
    for (const figure of [
      'read as 625',
      '1,251 as −626',
      `3,000,000,000 arrives and is read as ${number(-1_294_967_296)}`,
    ])
      expect(page).toContain(figure);
    expect(12.5 / (1250 / 1e6)).toBeCloseTo(10_000);
    expect(page).toContain(String(1250 / 1e6));
  });

  it('reads the bytes of the exercise', () => {
    const hex = '0a 02 70 32 10 a7 13 18 02';
    expect(page).toContain(`\`${hex}\``);
    expect(39 + 19 * 128).toBe(2471);
    expect(read(hex, 'int64', 'sint64', 'string')).toEqual(['p2 2471 2', 'p2 -1236 2', "p2 '' 2"]);
    for (const figure of ['2,471 cents, 24.71', '−1,236', String(2471 / 1e6)]) expect(page).toContain(figure);
  });

  it('knows how long tags are and how large a field number may be', () => {
    expect(script(`import wire\nprint([len(wire.write_varint(field << 3)) for field in (15, 16, 2047, 2048)])`)).toBe(
      '[1, 2, 2, 3]',
    );
    expect(page).toContain(number(2 ** 29 - 1));
  });

  it('ends with the old number and name reserved', () => {
    const proto = artefact('payment.proto');
    expect(proto).toMatch(/reserved 2;/);
    expect(proto).toMatch(/reserved "amount_cents";/);
    expect([...proto.matchAll(/^ {2}\w+ \w+ = (\d+);/gm)].map(([, field]) => field)).not.toContain('2');
  });
});

describe('the registry', () => {
  it('allows in each mode what the table says', () => {
    expect(python('registry.py').split('\n')).toEqual([
      'add with default BACKWARD FORWARD FULL',
      'add without default FORWARD',
      'remove with default BACKWARD FORWARD FULL',
      'remove without default BACKWARD',
      'int to long BACKWARD',
      'v2 after v1 True',
      'v3 after v1, v2 True False',
    ]);
  });

  it('refuses the exercise under FULL_TRANSITIVE at the first step', () => {
    expect(script(`import registry as r\nprint(r.accepts('FULL_TRANSITIVE', [r.V1], r.V2))`)).toBe('False');
  });
});

describe('dates', () => {
  const plan = parse(artefact('deprecation.yaml'));
  const day = 86_400_000;
  const time = (date: string) => Date.parse(date);

  it('puts the steps of the deprecation into order', () => {
    const order = [
      plan.expand,
      plan.deprecated,
      ...plan.brownouts.map(({ on }: { on: string }) => on),
      plan.sunset,
    ].map(time);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(plan.brownouts.map(({ minutes }: { minutes: number }) => minutes)).toEqual([5, 30, 120]);
    expect(plan.exit).toMatchObject({ target: 0, quiet_days: 35 });
    // The quiet time has to fit between the last brownout, which may find somebody, and the sunset.
    expect(time(plan.brownouts.at(-1).on) + plan.exit.quiet_days * day).toBeLessThanOrEqual(time(plan.sunset));
  });

  it('prints headers that say the dates of the plan', () => {
    expect(page).toContain(`Deprecation: @${time(plan.deprecated) / 1000}\n`);
    expect(page).toContain(`Sunset: ${new Date(plan.sunset).toUTCString()}\n`);
  });

  it('draws the same plan, with stored events that outlive the old writer by 90 days', () => {
    const { lanes, thresholds } = parse(artefact('coexist.timeline.yaml'));
    expect(thresholds.map(({ at }: { at: string }) => at)).toEqual([plan.deprecated, plan.sunset]);
    const interval = (lane: string, at: number) =>
      lanes.find(({ label }: { label: string }) => label === lane).intervals[at];
    expect(interval('Brownouts of 2', 0)).toMatchObject({
      from: plan.brownouts[0].on,
      to: new Date(time(plan.brownouts.at(-1).on) + day).toISOString().slice(0, 10),
    });
    expect(interval('Producer writes', 1)).toMatchObject({ from: plan.expand, to: plan.sunset });
    const expired = new Date(time(plan.expand) + plan.stored_data_days * day).toISOString().slice(0, 10);
    expect(expired).toBe('2027-01-31');
    expect(interval('Stored events carry', 0).to).toBe(expired);
    expect(interval('Reading only 4 is', 0).to).toBe(expired);
    expect(interval('Reading only 2 is', 0).to).toBe(plan.sunset);
    expect(page).toContain('31 January');
  });

  it('counts usage with a query that parses', () => {
    const errors: string[] = [];
    parser.parse(plan.usage).iterate({ enter: (node) => void (node.type.isError && errors.push(node.name)) });
    expect(errors).toEqual([]);
  });
});

describe('checks in CI', () => {
  it('parse, and compare with main in both directions', () => {
    expect(parse(artefact('buf.yaml'))).toEqual({
      version: 'v2',
      breaking: { use: ['FILE'], ignore_unstable_packages: true },
    });
    const steps: { run: string }[] = parse(artefact('schema-check.yaml')).steps;
    const commands = steps.map(({ run }) => run).join('\n');
    for (const part of ["buf breaking --against '.git#branch=main'", '--direction request', '--direction response'])
      expect(commands).toContain(part);
  });
});

describe('the exercise on forty-one consumers', () => {
  it('prices the tail', () => {
    const small = 41 - 6;
    const weeks = (small * 2) / 5;
    expect([small * 2, weeks, weeks * 4500, (weeks * 4500) / 9000]).toEqual([70, 14, 63_000, 7]);
    for (const figure of ['35 consumers × 2 days = 70 engineer-days, 14 weeks, 63,000 dollars', 'seven months'])
      expect(page).toContain(figure);
    expect(page).toContain(`6 of 41 is ${((6 / 41) * 100).toFixed(0)}%`);
  });
});

import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { luhn, pans, type Systems } from '../../src/content/artefacts/compliance-by-design/checks.ts';
import {
  doraInitial,
  doraIntermediate,
  drill,
  gdpr,
  type Incident,
  nis2Warning,
} from '../../src/content/artefacts/compliance-by-design/clocks.ts';
import * as cobalt from '../../src/content/artefacts/compliance-by-design/cobalt.ts';
import { brokenAt, type Catalogue, coverage, run } from '../../src/content/artefacts/compliance-by-design/runner.ts';
import { clean, review } from '../../src/content/artefacts/compliance-by-design/sampling.ts';
import { count, scope, uncontrolled } from '../../src/content/artefacts/compliance-by-design/scope.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const artefact = (name: string) => read(`artefacts/compliance-by-design/${name}`);
const page = read('docs/modules/compliance-by-design.mdx').replace(/\s+/g, ' ');
const prints = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};
const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

describe('the scope', () => {
  const { flat, segmented, flows, traps, total, hoursPerComponent } = cobalt;
  const hours = (zones: ReturnType<typeof count>) => (zones.cde + zones.connected) * hoursPerComponent;

  it('is everything on a flat network', () => {
    expect(flat).toHaveLength(total);
    const zones = count(scope(flat, []));
    expect(zones).toEqual({ cde: 212, connected: 0, out: 0 });
    expect(hours(zones)).toBe(954);
    prints('212 × 4.5 = 954 hours', 'costs 954 hours');
  });

  it('is 25 components afterwards, as the figure shows', () => {
    const zones = count(scope(segmented, flows));
    expect(zones).toEqual({ cde: 6, connected: 19, out: 187 });
    expect(hours(zones)).toBe(112.5);
    expect(uncontrolled(segmented, flows)).toEqual([]);
    prints('25 × 4.5 = 112.5 hours', 'it is 6, 19 connected and 187 out');
    for (const zone of ['6 with cards', '19: coming in', '187 out of scope'])
      expect(artefact('scope.dot')).toContain(zone);
  });

  it.each([
    ['none', segmented, flows],
    ['temporary job', segmented, traps.temporary],
    ['debug flag', traps.logs, flows],
    ['support tool', traps.supportTool, flows],
  ])('prints the row of the change: %s', (change, components, between) => {
    const zones = count(scope(components, between));
    prints(`| ${change} | ${zones.cde} | ${zones.connected} | ${zones.out} | ${hours(zones)} |`);
  });

  it('names the flow that has no control', () => {
    expect(uncontrolled(segmented, traps.temporary)).toEqual([{ from: 'service 42', to: 'vault database' }]);
  });
});

describe('the clocks', () => {
  const at = (time: string) => new Date(`2026-10-${time}Z`);
  const when = (time: Date | undefined) =>
    time?.toLocaleString('en-GB', { weekday: 'long', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

  it('of the drill', () => {
    expect(when(drill.aware)).toBe('Monday 09:00');
    expect(when(doraInitial(drill))).toBe('Monday 17:00');
    expect(when(doraIntermediate(drill))).toBe('Thursday 16:30');
    expect(when(gdpr(drill))).toBe('Thursday 09:00');
    expect(when(nis2Warning(drill))).toBe('Tuesday 09:00');
    prints(
      'due at 17:00',
      'on Thursday at 16:30',
      'by Thursday 09:00',
      'on Tuesday at 09:00',
      'outer bound of Tuesday 09:00',
    );
  });

  it.each([
    ['07:00 on Tuesday', '06T07:00', 'Tuesday 09:00'],
    ['11:00 on Tuesday, after the bound', '06T11:00', 'Tuesday 15:00'],
    ['exactly at the bound', '06T09:00', 'Tuesday 09:00'],
  ])('classified at %s', (_, classified, due) => {
    expect(when(doraInitial({ ...drill, classified: at(classified) }))).toBe(due);
  });

  it('without a classification ends at the outer bound, and nothing follows what was not sent', () => {
    expect(when(doraInitial({ aware: drill.aware }))).toBe('Tuesday 09:00');
    expect(doraIntermediate({ aware: drill.aware })).toBeUndefined();
  });

  it('of the exercise', () => {
    const incident: Incident = { aware: at('09T22:00'), classified: at('10T19:30'), initialSent: at('10T21:00') };
    expect(when(incident.aware)).toBe('Friday 22:00');
    expect(when(doraInitial(incident))).toBe('Saturday 22:00');
    expect(when(doraIntermediate(incident))).toBe('Tuesday 21:00');
    expect(when(gdpr(incident))).toBe('Monday 22:00');
    prints('Intermediate: Tuesday 21:00. GDPR: Monday 22:00', 'classification took 21.5 hours');
  });

  it('is what the timeline draws', () => {
    const { lanes } = parse(artefact('clocks.timeline.yaml')) as {
      lanes: { label: string; intervals?: { from: number; to: number }[]; events?: { at: number }[] }[];
    };
    const since = (time: Date | undefined) => ((time?.getTime() ?? NaN) - drill.aware.getTime()) / 3_600_000;
    const ends = Object.fromEntries(
      lanes.flatMap(({ label, intervals }) => (intervals ?? []).map(({ to }) => [label, to])),
    );
    expect(ends).toEqual({
      'DORA initial': since(doraInitial(drill)),
      'DORA next report': since(doraIntermediate(drill)),
      'GDPR Art. 33': since(gdpr(drill)),
      'NIS2 (contrast)': since(nis2Warning(drill)),
    });
    expect(lanes[0]?.events?.map((event) => event.at)).toEqual([0, since(drill.classified)]);
  });
});

describe('samples', () => {
  it('say little', () => {
    prints(
      `a probability of ${percent(clean(1400, 28, 25))}, and none of 70 (5%) with ${percent(clean(1400, 70, 25))}`,
    );
    prints(`25 are clean with ${percent(clean(1400, 7, 25))}, and 60 with ${percent(clean(1400, 7, 60))}`);
    expect([28 / 1400, 70 / 1400, 7 / 1400]).toEqual([0.02, 0.05, 0.005]);
    expect(clean(10, 0, 5)).toBe(1);
    expect(clean(10, 6, 5)).toBe(0);
  });

  it('of the access review', () => {
    const certified = Math.round(review.entitlements * review.certified);
    expect([certified, review.entitlements - certified]).toEqual([1288, 112]);
    prints(
      'which is 92%, and 112 go to humans',
      '60 of the 1,288',
      `with 13 wrong ones among them (1%) it is clean with ${percent(clean(certified, 13, 60))}`,
    );
  });
});

describe('the controls', () => {
  const catalogue = parse(artefact('controls.yaml')) as Catalogue;
  const systems = JSON.parse(artefact('systems.json')) as Systems;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const on = (date: string, reported = systems) => run(catalogue, reported, new Date(`${date}T12:00:00Z`), privateKey);
  const results = (chain: ReturnType<typeof run>) =>
    Object.fromEntries(chain.map(({ control, result }) => [control, result]));

  it('one fails, one is waived, the others pass', () => {
    expect(results(on('2026-11-20'))).toEqual({
      'change-review': 'pass',
      'log-retention': 'fail',
      'access-review': 'waived',
      'key-rotation': 'pass',
      'no-pan-in-logs': 'pass',
    });
    expect(on('2026-11-20')[1]?.violations).toEqual(['audit-us: 365 d, 30 hot']);
  });

  it('a waiver ends by itself', () => {
    expect(results(on('2026-12-15'))['access-review']).toBe('waived');
    expect(results(on('2026-12-16'))['access-review']).toBe('fail');
  });

  it('a waiver covers what it names, not the next violation', () => {
    const { accessReview } = systems;
    const fourth = { entitlement: 'ledger:read:acq-4', confirmed: '2026-03-02' };
    const chain = on('2026-11-20', { ...systems, accessReview: [...accessReview, fourth] });
    expect(results(chain)['access-review']).toBe('fail');
    prints('a fourth would fail today');
  });

  it.each<[string, Partial<Systems>]>([
    ['change-review', { branchProtection: [{ repository: 'vault', approvals: 1, adminBypass: true }] }],
    ['change-review', { branchProtection: [{ repository: 'vault', approvals: 0, adminBypass: false }] }],
    ['key-rotation', { keyRotation: [{ key: 'vault-kek', enabled: false, days: 365 }] }],
    ['no-pan-in-logs', { panScan: ['card=4111 1111 1111 1111'] }],
    ['no-pan-in-logs', { panScan: [] }],
    ['access-review', { accessReview: [] }],
  ])('%s notices %j', (control, change) => {
    expect(results(on('2026-11-20', { ...systems, ...change }))[control]).toBe('fail');
  });

  it('reports what is not covered', () => {
    expect(coverage(catalogue)).toEqual({ uncovered: ['PCI 3.7.4', 'PCI 12.5.2'], unneeded: ['key-rotation'] });
    prints('here 3.7.4 and 12.5.2');
  });

  it('is mapped in the catalogue as in the table of the page', () => {
    const mapped = (id: string) => catalogue.controls.find((control) => control.id === id)?.mapsTo ?? [];
    const row = (name: string, ...cells: string[]) => prints(`| ${name} | ${cells.join(' | ')} |`);
    const of = (id: string, prefix: string) =>
      mapped(id)
        .filter((requirement) => requirement.startsWith(prefix))
        .map((requirement) => requirement.slice(prefix.length))
        .join(', ');
    for (const [name, id] of [
      ['access review', 'access-review'],
      ['change control', 'change-review'],
    ] as const)
      row(name, of(id, 'PCI '), of(id, 'SOC2 '), of(id, 'ISO A.'));
  });

  it('has an owner, a query and a place for evidence in every control, and an end in every waiver', () => {
    for (const control of catalogue.controls) {
      expect(systems[control.query], control.id).toBeDefined();
      expect(control).toMatchObject({
        owner: expect.any(String),
        frequency: expect.any(String),
        evidencePath: expect.any(String),
      });
      if (control.waiver) expect(control.waiver.until).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      if (control.waiver) expect(control.waiver.covers).not.toEqual([]);
    }
  });

  it('chains its evidence', () => {
    const chain = on('2026-11-20');
    expect(brokenAt(chain, publicKey)).toBe(-1);
    const changed = chain.map((entry, index) => (index === 1 ? { ...entry, result: 'pass' as const } : entry));
    expect(brokenAt(changed, publicKey)).toBe(1);
    expect(
      brokenAt(
        chain.filter((_, index) => index !== 2),
        publicKey,
      ),
    ).toBe(2);
    expect(brokenAt(chain, generateKeyPairSync('ed25519').publicKey)).toBe(0);
    expect(brokenAt(chain.slice(0, -1), publicKey)).toBe(-1); // the end can be cut off: hence the published last hash
    const next = run(catalogue, systems, new Date('2026-11-21T12:00:00Z'), privateKey, chain.at(-1)?.hash);
    expect(brokenAt([...chain, ...next], publicKey)).toBe(-1);
  });

  it('runs from the command line and exits with 1', () => {
    const script = fileURLToPath(
      new URL('../../src/content/artefacts/compliance-by-design/run-controls.ts', import.meta.url),
    );
    const { status, stdout } = spawnSync(process.execPath, [script, '2026-11-20'], { encoding: 'utf8' });
    expect(stdout).toContain('fail   log-retention (2 checked)');
    expect(stdout).toContain('the chain holds');
    expect(status).toBe(1);
  });
});

describe('card numbers', () => {
  it('have a check digit, which one in ten other numbers has by chance', () => {
    expect(luhn('4111111111111111')).toBe(true);
    expect(luhn('4111111111111112')).toBe(false);
    const numbers = Array.from({ length: 1000 }, (_, n) => `4111111111111${String(n).padStart(3, '0')}`);
    expect(numbers.filter(luhn)).toHaveLength(100);
    prints('drops nine in ten of all other long numbers');
  });
  it('are found with separators and shown masked', () => {
    expect(pans('paid with 5555-5555-5555-4444 today')).toEqual(['555555…4444']);
    expect(pans('trace 00000000000000000000000000000000')).toEqual([]);
  });
});

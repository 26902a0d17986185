import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faults, type Model, prompts, read } from '../../src/content/artefacts/threat-modeling/check-model.ts';
import {
  best,
  chance,
  corners,
  cost,
  losses,
  mitigations,
  type Node,
  removed,
  ways,
} from '../../src/content/artefacts/threat-modeling/risk.ts';

const content = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(content('docs/modules/threat-modeling.mdx'), 'utf8').replace(/\s+/g, ' ');
const artefact = (name: string) => readFileSync(content(`artefacts/threat-modeling/${name}`), 'utf8');
const euros = (amount: number) => `€${Math.round(amount).toLocaleString('en-GB')}`;
const printed = (...figures: string[]) => {
  for (const figure of figures) expect(page).toContain(figure);
};
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const root = (options?: Parameters<typeof ways>[0]) => cost({ or: Object.values(ways(options)) });
const model = read(artefact('parcelo.model.yaml'));

describe('the ranking', () => {
  it('has the losses of the table', () => {
    printed(
      `× €300 | ${euros(losses.T1)} |`,
      `of one run | ${euros(losses.T2)} |`,
      `25 accounts × €300 | ${euros(losses.T3)} |`,
      `of €1.8 m | ${euros(losses.T4)} |`,
      `5% × €400,000 | ${euros(losses.T6)} |`,
      `30% of a run, ${euros(0.3 * 12_000 * 150)}`,
    );
    expect(12_000 * 150).toBe(1_800_000);
  });

  it('has the yields of the table', () => {
    const row = (id: string, gain: number) => {
      const { weeks } = mitigations[id] ?? { weeks: NaN };
      return `| ${euros(gain)} | ${euros(gain / weeks)} |`;
    };
    for (const id of ['M1', 'M2', 'M3', 'M4']) printed(row(id, removed([id])));
    printed(row('M3', removed(['M1', 'M3']) - removed(['M1'])));
  });

  it('chooses the set that the page chooses, and keeps it within a factor of two', () => {
    const chosen = ['M1', 'M2', 'M4'];
    expect(best(7)).toEqual(chosen);
    printed(`6.5 weeks, ${euros(removed(chosen))} of ${euros(sum(Object.values(losses)))} a year`);
    expect(sum(chosen.map((id) => mitigations[id]?.weeks ?? 0))).toBe(6.5);
    printed(`Halve T4 and M2 is worth ${euros(removed(['M2'], { ...losses, T4: losses.T4 / 2 }) / 2)} a week`);
    const same = (factor: number) => corners(factor).filter((loss) => best(7, loss).join() === chosen.join()).length;
    expect([corners().length, same(2)]).toEqual([32, 32]);
    printed('32 cases', `in ${same(3)}.`);
    const slower = { ...mitigations, M1: { weeks: 4, removes: mitigations['M1']?.removes ?? {} } };
    expect(best(7, losses, slower)).toEqual(['M1', 'M2']);
    printed('half a week of slack', 'if M1 takes four weeks, M4 drops out');
  });

  it('prices the hold for the honest, and the middleware for 34 endpoints', () => {
    const late = (12_000 / 10) * (3 / 7);
    printed(`${Math.round(late)} are paid late`, `${euros(Math.round(late) * 8)} a year`);
    const m3 = removed(['M3']);
    const everywhere = removed(['M1', 'M3']) - removed(['M1']) + 33 * 0.1 * m3;
    printed(`12,150 + 33 × 2,430 = ${euros(everywhere)} a year`);
    printed(`92,340 ÷ 4 = ${euros(everywhere / 4)}, behind M2 alone`);
    const others = ['M1', 'M2', 'M4'].filter((id) => removed([id]) / (mitigations[id]?.weeks ?? 1) > everywhere / 4);
    expect(others).toEqual(['M2']);
  });

  it('answers the exercise with four weeks', () => {
    expect(best(4)).toEqual(['M2', 'M4']);
    printed(`3.5 weeks, ${euros(removed(['M2', 'M4']))}`);
    printed(`T1 to T3 whole, ${euros(losses.T1 + losses.T2 + losses.T3)}`);
    printed(`€51,900 − €14,000 = ${euros(removed(['M1', 'M2']) - removed(['M2', 'M4']))}`);
  });
});

describe('the attack tree', () => {
  it('has the costs of the text and the figure', () => {
    expect(Object.values(ways()).map((way) => cost(way))).toEqual([350, 470, 800, 400]);
    const dot = artefact('attack-tree.dot');
    for (const label of ['OR: €350', '€400', '€50\\n+ account\\n€300', '€170', 'id, €500'])
      expect(dot).toContain(label);
    printed('350 together', 'costs 470', '800, the forged event 400');
  });

  it('shows what each control does to the root', () => {
    expect([root(), root({ hold: true }), root({ hold: true, signed: true })]).toEqual([350, 400, 950]);
    expect(root({ hold: true, signed: true, emailFirst: true })).toBe(350);
    printed('The root rises from 350 to 400', 'the root is at 950', 'the 600 are gone: 350 again');
  });

  it('combines chances', () => {
    const leaf = (p: number): Node => ({ cost: 0, chance: p });
    expect(chance({ or: [0.3, 0.2, 0.1, 0.05].map(leaf) })).toBeCloseTo(0.5212);
    expect(chance({ and: [leaf(0.5), leaf(0.2)] })).toBeCloseTo(0.1);
    printed('give 52% for the root');
  });

  it('prices the pipeline', () => {
    const pipeline = (merge: Node): Node => ({ and: [{ cost: 800 }, merge] });
    const self = pipeline({ or: [{ cost: 2_000 }, { cost: 0 }] });
    const reviewed = pipeline({ cost: 2_000 });
    const after = Object.values(ways({ hold: true, signed: true }));
    expect([cost(self), cost(reviewed)]).toEqual([800, 2_800]);
    expect([cost({ or: [...after, self] }), cost({ or: [...after, reviewed] })]).toEqual([800, 950]);
    printed('800 + min(2,000, 0) = €800', 'raises it to €2,800 and the root to €950');
  });
});

describe('the model', () => {
  it('asks 62 questions', () => {
    const asked = prompts(model);
    const count = (test: (name: string) => boolean) => asked.filter((prompt) => test(prompt.slice(2))).length;
    const kind = (wanted: string) => count((name) => model.elements[name] === wanted);
    expect(asked).toHaveLength(62);
    printed(
      `| S R | 2 | ${kind('external')} |`,
      `| S T R I D E | 4 | ${kind('process')} |`,
      `| T I D | 9 | ${count((name) => name.startsWith('flow'))} |`,
      `| T I D | 1 | ${kind('store')} |`,
      `| T R I D | 1 | ${kind('audit-store')} |`,
      `are ${Math.round((30 * 60) / asked.length)} s each`,
    );
    expect(model.flows.filter(({ crosses = [] }) => crosses.length > 0)).toHaveLength(7);
    expect(model.threats).toHaveLength(9);
  });

  it('is drawn with its flows and boundaries', () => {
    const dot = artefact('dfd.dot');
    const drawn = [...dot.matchAll(/(\w+) -> (\w+) \[label="(\d)"/g)].map(([, from, to, id]) => `${from}-${to}-${id}`);
    const short: Record<string, string> = {
      'bank-provider': 'bank',
      'payout-service': 'payout',
      'support-console': 'console',
      'payout-db': 'db',
      'log-store': 'logs',
    };
    const name = (element: string) => short[element] ?? element;
    expect(new Set(drawn)).toEqual(new Set(model.flows.map(({ id, from, to }) => `${name(from)}-${name(to)}-${id}`)));
    for (const boundary of Object.keys(model.boundaries)) expect(dot).toContain(`label="${boundary}"`);
  });

  it('is complete today and not after the acceptance has ended', () => {
    expect(faults(model, '2026-11-12')).toEqual([]);
    const finished = structuredClone(model);
    for (const threat of finished.threats) if (threat.due !== undefined) threat.done = threat.due;
    expect(faults(finished, '2027-06-01')).toEqual(['T5: acceptance ended on 2027-05-31']);
  });

  it('is overdue when a mitigation has not been done by its date', () => {
    expect(faults(model, '2026-12-04')).toEqual([]);
    expect(faults(model, '2026-12-05')).toEqual(['T4: was due on 2026-12-04']);
    expect(faults(model, '2027-04-01').filter((fault) => fault.includes('was due'))).toHaveLength(8);
    printed('stops doing so on 5 December 2026 unless T4 has a `done` date');
  });

  it('run as a program says so', () => {
    const folder = fileURLToPath(content('artefacts/threat-modeling/'));
    const run = (today: string) =>
      execFileSync(process.execPath, ['check-model.ts', 'parcelo.model.yaml', today], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(run('2026-11-12').trim()).toBe('complete');
    expect(() => run('2027-06-01')).toThrow();
  });

  it('in its first version had the faults of the transcript', () => {
    const draft: Model = structuredClone(model);
    draft.threats = draft.threats.filter(({ id }) => !['T3', 'T7', 'T8', 'T9'].includes(id));
    for (const threat of draft.threats) {
      if (threat.id === 'T4') delete threat.evidence;
      if (threat.id === 'T5') delete threat.owner;
    }
    const found = faults(draft, '2026-11-12');
    expect(found).toHaveLength(5);
    printed(found.join(' '));
  });

  it.each<[string, (broken: Model) => void, string]>([
    ['an unknown flow', ({ threats }) => threats[0]?.flows.push(99), 'T1: no flow 99'],
    ['an unknown element', ({ elements }) => delete elements['courier'], 'flow 1: no element courier'],
    ['an unknown boundary', ({ boundaries }) => delete boundaries['TB5'], 'flow 9: no boundary TB5'],
    [
      'a mitigation without a date',
      ({ threats }) => threats.forEach((threat) => delete threat.due),
      'T1: mitigate has no due date',
    ],
    [
      'an acceptance without end',
      ({ threats }) => threats.forEach((threat) => delete threat.expires),
      'T5: accept has no expiry date',
    ],
  ])('fails on %s', (_, damage, fault) => {
    const broken = structuredClone(model);
    damage(broken);
    expect(faults(broken, '2026-11-12')).toContain(fault);
  });
});

import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import falseBlocks from '../../src/content/artefacts/secure-defaults/false-blocks.plot.ts';
import {
  blockFlags,
  evaluate,
  type Exception,
  policies,
  type Resource,
} from '../../src/content/artefacts/secure-defaults/gate.ts';
import {
  anyFalseBlock,
  kestrel,
  rateNotExceeded,
  ratePerPolicy,
  renewalHours,
} from '../../src/content/artefacts/secure-defaults/rollout.ts';
import { plotSpec } from '../../src/diagrams/plot-spec.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/secure-defaults/', import.meta.url));
const artefact = (name: string) => readFileSync(join(folder, name), 'utf8');
const page = readFileSync(
  new URL('../../src/content/docs/modules/secure-defaults.mdx', import.meta.url),
  'utf8',
).replace(/\s+/g, ' ');
const printed = (text: string) => expect(page).toContain(text);
const percent = (share: number, digits: number) => `${(share * 100).toFixed(digits)}%`;

describe('the gate', () => {
  const exceptions = parse(artefact('exceptions.yaml')) as Exception[];
  const on = Object.fromEntries(blockFlags.map((flag) => [flag, true]));
  const bucket = (id: string, config: Record<string, unknown>): Resource => ({ id, kind: 'bucket', config });
  const absent = Object.fromEntries(blockFlags.slice(1).map((flag) => [flag, true]));
  const resources: Resource[] = [
    bucket('invoices', on),
    bucket('uploads', absent),
    bucket('press-kit', {}),
    bucket('old-site', { ...on, block_public_policy: false }),
    { id: 'api', kind: 'pod', config: { containers: [{ name: 'api', runAsNonRoot: true }, { name: 'proxy' }] } },
    { id: 'deployer', kind: 'role', config: { actions: ['*'] } },
  ];
  const report = evaluate(resources, policies, exceptions, '2026-11-21');

  it('decides as the page says', () => {
    expect(report.findings.map(({ resource, outcome }) => [resource, outcome])).toEqual([
      ['uploads', 'blocked'],
      ['press-kit', 'waived'],
      ['old-site', 'blocked'],
      ['api', 'warned'],
      ['deployer', 'logged'],
    ]);
    expect(report.expired.map(({ resource }) => resource)).toEqual(['old-site']);
    expect(report.idle).toEqual([]);
    expect(report.exitCode).toBe(1);
    printed(
      'On 21 November 2026 it passes `invoices`, blocks `uploads` because one of four flags is absent, waives `press-kit` until 31 December, and blocks `old-site`, whose exception ended on 30 September',
    );
  });

  it('names what to change', () => {
    expect(report.findings[0]?.message).toContain('set block_public_acls to true');
    expect(report.findings[3]?.message).toContain('on proxy');
  });

  it('lets an exception hold on its last day and not on the next', () => {
    const only = resources.filter(({ id }) => id === 'press-kit');
    expect(evaluate(only, policies, exceptions, '2026-12-31').exitCode).toBe(0);
    expect(evaluate(only, policies, exceptions, '2027-01-01').exitCode).toBe(1);
    expect(evaluate(only, policies, exceptions, '2026-12-31').idle.map(({ resource }) => resource)).toEqual([
      'old-site',
    ]);
  });

  it.each<[string, Partial<Exception>]>([
    ['lasts 91 days', { granted: '2026-10-01', until: '2026-12-31' }],
    ['lasts -1 days', { granted: '2026-10-02', until: '2026-10-01' }],
    ['lasts NaN days', { until: 'later' }],
    ['name one resource', { resource: 'press-*' }],
    ['no owner', { owner: ' ' }],
    ['no compensatingControl', { compensatingControl: '' }],
  ])('refuses an exception: %s', (problem, change) => {
    const [first] = exceptions as [Exception];
    expect(() => evaluate([], policies, [{ ...first, ...change }], '2026-11-21')).toThrow(problem);
  });
});

describe('the arithmetic', () => {
  it('of false blocks', () => {
    printed(`any false block = 1 − (1 − 0.02)^12 = ${percent(anyFalseBlock(12, 0.02), 1)} of deploys`);
    printed(`budget of 1% = 1 − (1 − 0.01)^(1/12) = ${percent(ratePerPolicy(12, 0.01), 4)} per policy`);
    printed(`the sum, ${percent(12 * 0.02, 0)}, bounds it from above`);
    expect(rateNotExceeded(6000)).toBeCloseTo(0.0005);
    expect(rateNotExceeded(600)).toBeCloseTo(0.005);
    printed(`${(6000 / kestrel.deploysPerWeek).toFixed(1)} weeks of Kestrel's 1,800 deploys`);
    expect(plotSpec.parse(falseBlocks).series).toHaveLength(3);
    printed(
      `21.5 per cent with 12 policies and ${(anyFalseBlock(40, 0.02) * 100).toFixed(0)} per cent with 40. At 0.5 per cent each it is ${(anyFalseBlock(12, 0.005) * 100).toFixed(1)} per cent with 12 and ${(anyFalseBlock(40, 0.005) * 100).toFixed(0)} with 40`,
    );
    expect(anyFalseBlock(40, 0.0005)).toBeLessThan(0.02);
    printed(`twenty stop 1 − 0.9995²⁰ = ${percent(anyFalseBlock(20, kestrel.enforcedRate), 3)} of deploys`);
    expect(anyFalseBlock(20, kestrel.enforcedRate)).toBeLessThan(0.01);
  });

  it('of Kestrel', () => {
    printed(`720 of 1,150 repos (${percent(kestrel.templated / kestrel.repos, 1)})`);
    expect(kestrel.repos - kestrel.templated).toBe(430);
    const robot = Math.round(kestrel.violations * kestrel.fixedByPullRequest);
    printed(
      `For 61% of them, ${robot.toLocaleString('en-GB')}, a robot can open the repairing pull request, and ${(kestrel.violations - robot).toLocaleString('en-GB')} need a person`,
    );
    const share = anyFalseBlock(4, kestrel.enforcedRate);
    printed(
      `4 × 0.05% is ${percent(share, 1)} of 1,800 deploys, ${(share * kestrel.deploysPerWeek).toFixed(1)} false blocks a week`,
    );
    printed(
      `140 exceptions at 20 minutes four times a year are ${renewalHours(kestrel.exceptions, 20, 4).toFixed(0)} hours`,
    );
  });

  it('of the exercise on choosing', () => {
    const budget = 2 / 900;
    printed(`Two in 900 is ${percent(budget, 2)}`);
    expect([1, 4, 9, 30, 110].map((count) => count / 5000)).toEqual([0.0002, 0.0008, 0.0018, 0.006, 0.022]);
    const zero = rateNotExceeded(5000);
    printed(`3 ÷ 5,000 = ${percent(zero, 2)} at worst, so the three together may cost up to ${percent(3 * zero, 2)}`);
    printed(`at that bound they use ${(3 * zero * 900).toFixed(1)} of the two a week`);
    // Poisson: with mean 4.744 one event or none has probability 5%.
    expect(Math.exp(-4.744) * (1 + 4.744)).toBeCloseTo(0.05, 4);
    const one = 4.744 / 5000;
    printed(`about 4.7 ÷ 5,000 = ${percent(one, 3)}`);
    printed(`makes ${percent(3 * zero + one, 3)} at worst, ${((3 * zero + one) * 900).toFixed(1)} a week`);
    printed(`its expected cost is ${(0.0002 * 900).toFixed(1)} a week`);
    // With mean 9.154 four events or fewer have probability 5%.
    const upToFour = [1, 9.154, 9.154 ** 2 / 2, 9.154 ** 3 / 6, 9.154 ** 4 / 24].reduce((sum, term) => sum + term);
    expect(Math.exp(-9.154) * upToFour).toBeCloseTo(0.05, 4);
    printed(`looks cheap, ${(0.0008 * 900).toFixed(1)} a week`);
    printed(`its bound of ${(9.154).toFixed(1)} ÷ 5,000 it would take ${percent(9.154 / 5000, 2)} of the 0.22%`);
  });
});

interface AdmissionPolicy {
  metadata: { name: string };
  spec: {
    failurePolicy: string;
    variables: { name: string; expression: string }[];
    validations: { expression: string; message: string }[];
  };
}
interface Binding {
  spec: {
    policyName: string;
    validationActions: string[];
    matchResources: {
      namespaceSelector: { matchExpressions: { key: string; operator: 'In' | 'NotIn'; values: string[] }[] };
    };
  };
}
const [policy, ...bindings] = parseAllDocuments(artefact('non-root.yaml')).map((one) => one.toJS() as unknown) as [
  AdmissionPolicy,
  Binding,
  Binding,
];

/**
 * Evaluates the part of CEL that the policy uses, by way of JavaScript: a field that is absent raises an error,
 * `has` and `all` mean the same, and `&&`, `||`, `!` and `?:` are the same characters.
 */
function cel(expression: string, object: unknown, variables: Record<string, boolean> = {}): boolean {
  const script = expression
    .replace(/has\(([\w.]+)\.(\w+)\)/g, '("$2" in $1)')
    .replace(/\.all\((\w+),/g, '.every(($1) =>');
  const strict = <T>(value: T): T =>
    typeof value !== 'object' || value === null
      ? value
      : new Proxy(value, {
          get(target, key) {
            if (typeof key === 'string' && !(key in target)) throw new Error(`no such key: ${key}`);
            const found: unknown = Reflect.get(target, key);
            return typeof found === 'function' ? found : strict(found);
          },
        });
  return runInNewContext(script, { object: strict(object), variables }) as boolean;
}

const refused = (object: unknown): boolean => {
  const podDefault = cel(policy.spec.variables[0]?.expression ?? '', object);
  return policy.spec.validations.some(({ expression }) => !cel(expression, object, { podDefault }));
};
const container = (nonRoot?: boolean) =>
  nonRoot === undefined ? { name: 'c' } : { name: 'c', securityContext: { runAsNonRoot: nonRoot } };

describe('the admission policy', () => {
  const [snippet = ''] = /object\.spec\.containers\.all\(c, has.*?runAsNonRoot\)(?= ```)/.exec(page) ?? [];
  const atPod = { spec: { securityContext: { runAsNonRoot: true }, containers: [container()] } };
  const rootInit = { spec: { containers: [container(true)], initContainers: [container()] } };

  it('the naive expression errs on an absent field', () => {
    const naive = 'object.spec.containers.all(c, c.securityContext.runAsNonRoot)';
    expect(() => cel(naive, { spec: { containers: [container()] } })).toThrow('no such key: securityContext');
  });

  it('the copied expression handles absence and is wrong twice', () => {
    expect(snippet).not.toBe('');
    expect(cel(snippet, { spec: { containers: [container()] } })).toBe(false);
    expect(cel(snippet, { spec: { containers: [container(true)] } })).toBe(true);
    expect(cel(snippet, atPod)).toBe(false);
    expect(cel(snippet, rootInit)).toBe(true);
  });

  it('the longer one is right about both', () => {
    expect(refused(atPod)).toBe(false);
    expect(refused(rootInit)).toBe(true);
    expect(refused({ spec: { containers: [container(true)] } })).toBe(false);
    expect(refused({ spec: { containers: [container(true), container()] } })).toBe(true);
    expect(refused({ spec: { ...atPod.spec, containers: [container(false)] } })).toBe(true);
    expect(refused({ spec: { ...atPod.spec, ephemeralContainers: [container(false)] } })).toBe(true);
    expect(refused({ spec: { ...atPod.spec, initContainers: [container()] } })).toBe(false);
  });

  it('is bound so that each namespace but kube-system has one binding, and Deny stands without Warn', () => {
    const label = 'policy.kestrel.example/pod-non-root';
    const bound = (labels: Record<string, string>) =>
      bindings
        .filter(({ spec }) =>
          spec.matchResources.namespaceSelector.matchExpressions.every(
            ({ key, operator, values }) => values.includes(labels[key] ?? '') === (operator === 'In'),
          ),
        )
        .map(({ spec }) => spec.validationActions[0]);
    expect(bound({ 'kubernetes.io/metadata.name': 'shop' })).toEqual(['Deny']);
    expect(bound({ 'kubernetes.io/metadata.name': 'shop', [label]: 'grandfathered' })).toEqual(['Warn']);
    expect(bound({ 'kubernetes.io/metadata.name': 'kube-system' })).toEqual([]);
    expect(policy.spec.failurePolicy).toBe('Fail');
    for (const { spec } of bindings) {
      expect(spec.policyName).toBe(policy.metadata.name);
      expect(spec.validationActions).not.toEqual(expect.arrayContaining(['Deny', 'Warn']));
    }
  });
});

describe('the Rego rule', () => {
  const rule = artefact('public-bucket.rego.txt');

  it('asks for the same four flags as the gate, in the syntax of OPA 1.0', () => {
    expect([...rule.matchAll(/^\t"(\w+)",$/gm)].map(([, flag]) => flag)).toEqual(blockFlags);
    for (const name of ['public-bucket.rego.txt', 'public-bucket-test.rego.txt']) {
      const heads = artefact(name)
        .split('\n')
        .filter((line) => /^[a-z].*\{$/.test(line) && !line.includes(':='));
      expect(heads.length).toBeGreaterThan(2);
      for (const head of heads) expect(head).toMatch(/ if \{$/);
    }
    expect(rule).toContain('not resource.change.after[flag]');
    expect(rule).not.toContain('import rego.v1');
  });

  it('passes its own tests where OPA is installed', (context) => {
    const there = mkdtempSync(join(tmpdir(), 'secure-defaults-'));
    onTestFinished(() => rmSync(there, { recursive: true }));
    cpSync(join(folder, 'public-bucket.rego.txt'), join(there, 'public_bucket.rego'));
    cpSync(join(folder, 'public-bucket-test.rego.txt'), join(there, 'public_bucket_test.rego'));
    const run = spawnSync('opa', ['test', there], { encoding: 'utf8' });
    if (run.error) {
      const reason = `opa is not installed, left out: opa test (${run.error.message})`;
      process.stderr.write(`\n!! ${context.task.name}: ${reason}\n`);
      return context.skip(reason);
    }
    expect(run.status, run.stdout + run.stderr).toBe(0);
  });
});

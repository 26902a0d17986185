/**
 * A policy gate: rules with a stage, exceptions with an end, and a report that a pipeline can act on.
 *
 * Configuration is plain JSON, as it comes from a plan or a manifest. A field that is absent is
 * `undefined`, and every rule here asks for the safe value, so that absence never passes.
 */

// #region types
/** What a finding of this policy does: only recorded, told to the author, or refused. */
export type Stage = 'shadow' | 'warn' | 'enforce';

export interface Resource {
  id: string;
  kind: 'bucket' | 'pod' | 'role';
  config: Readonly<Record<string, unknown>>;
}

export interface Policy {
  id: string;
  stage: Stage;
  applies: Resource['kind'];
  /** What is wrong and how to repair it; undefined when nothing is. */
  finding: (config: Resource['config']) => string | undefined;
}

export interface Exception {
  policy: string;
  /** One resource by its full id: a pattern would be a second policy. */
  resource: string;
  owner: string;
  reason: string;
  compensatingControl: string;
  /** ISO dates; the exception still holds on its last day. */
  granted: string;
  until: string;
}

export interface Report {
  findings: { resource: string; policy: string; outcome: 'blocked' | 'warned' | 'logged' | 'waived'; message: string }[];
  /** Exceptions whose last day has passed and whose finding still stands. */
  expired: Exception[];
  /** Exceptions without a finding: repaired, renamed or misspelt. */
  idle: Exception[];
  exitCode: 0 | 1;
}
// #endregion types

// #region evaluate
const outcomeOf = { shadow: 'logged', warn: 'warned', enforce: 'blocked' } as const;

/**
 * Judges resources.
 *
 * @param today ISO date; passed in, so that yesterday's verdict can be computed again
 * @throws when an exception is not acceptable, whether or not anything needs it
 */
export function evaluate(
  resources: readonly Resource[],
  policies: readonly Policy[],
  exceptions: readonly Exception[],
  today: string,
): Report {
  exceptions.forEach(checkException);
  const report: Report = { findings: [], expired: [], idle: [], exitCode: 0 };
  const used = new Set<Exception>();
  for (const { id, kind, config } of resources) {
    for (const policy of policies.filter(({ applies }) => applies === kind)) {
      const message = policy.finding(config);
      if (message === undefined) continue;
      const own = exceptions.filter((one) => one.policy === policy.id && one.resource === id);
      own.forEach((one) => used.add(one));
      const waived = own.some(({ until }) => until >= today);
      if (!waived) report.expired.push(...own);
      const outcome = waived ? 'waived' : outcomeOf[policy.stage];
      if (outcome === 'blocked') report.exitCode = 1;
      report.findings.push({ resource: id, policy: policy.id, outcome, message });
    }
  }
  report.idle = exceptions.filter((one) => !used.has(one));
  return report;
}

const longestDays = 90;

function checkException(one: Exception): void {
  const days = (Date.parse(one.until) - Date.parse(one.granted)) / 86_400_000;
  if (!(days >= 0 && days <= longestDays)) throw new Error(`${one.resource}: lasts ${days} days, at most ${longestDays}`);
  if (one.resource.includes('*')) throw new Error(`${one.resource}: name one resource`);
  for (const key of ['owner', 'reason', 'compensatingControl'] as const) {
    if (one[key].trim() === '') throw new Error(`${one.resource}: no ${key}`);
  }
}
// #endregion evaluate

/** The four settings of S3 Block Public Access, as Terraform names them. */
export const blockFlags = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

export const policies: readonly Policy[] = [
  {
    id: 'bucket-not-public',
    stage: 'enforce',
    applies: 'bucket',
    finding: (config) => {
      const off = blockFlags.filter((flag) => config[flag] !== true);
      return off.length === 0 ? undefined : `set ${off.join(', ')} to true; for public files use the site module`;
    },
  },
  {
    id: 'pod-non-root',
    stage: 'warn',
    applies: 'pod',
    // All three lists of containers, with the pod's own value filled in where a container has none.
    finding: ({ containers }) => {
      const rooted = (containers as { name: string; runAsNonRoot?: boolean }[]).filter((c) => c.runAsNonRoot !== true);
      return rooted.length === 0 ? undefined : `set runAsNonRoot: true on ${rooted.map(({ name }) => name).join(', ')}`;
    },
  },
  {
    id: 'role-no-wildcard',
    stage: 'shadow',
    applies: 'role',
    finding: ({ actions }) =>
      (actions as string[]).includes('*') ? 'generate the role from last quarter’s calls: `kestrel role suggest`' : undefined,
  },
];

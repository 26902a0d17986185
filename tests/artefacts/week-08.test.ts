import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { firing, sli, type Request } from '../../src/content/artefacts/week-08/alert-window.ts';
import {
  aborts,
  atMost,
  canaryRequests,
  noneFailed,
  smallestRule,
} from '../../src/content/artefacts/week-08/canary.ts';
import { reconcile } from '../../src/content/artefacts/week-08/reconcile.mjs';

const folder = fileURLToPath(new URL('../../src/content/artefacts/week-08/', import.meta.url));
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const page = readFileSync(new URL('../../src/content/docs/weeks/week-08.mdx', import.meta.url), 'utf8');
const has = (command: string): boolean => spawnSync(command, ['-version']).error === undefined;
const percent = (share: number, digits: number): string => `${(share * 100).toFixed(digits)}%`;

describe('week 8', () => {
  it('computes the canary as the page says', () => {
    const rule = { requests: canaryRequests(40, 0.05, 10), limit: 15 };
    expect(rule.requests).toBe(1_200);
    expect(atMost(2, 3, 0.5)).toBeCloseTo(7 / 8, 12);
    expect(percent(aborts(rule, 0.005), 2)).toBe('0.05%');
    expect(percent(1 - aborts(rule, 0.03), 3)).toBe('0.005%');
    expect(page).toContain(`In ${percent(1 - aborts(rule, 0.01), 1)} of cases.`);
    const longer = smallestRule(0.005, 0.01, 0.05);
    expect(longer).toEqual({ requests: 3_300, limit: 23 });
    expect(page).toContain(`3,300 requests and a limit of 23. At 2 requests/s those are ${3_300 / 2 / 60} minutes`);
    expect(percent(aborts(longer, 0.01), 0)).toBe('96%');
    expect(percent(noneFailed(6_000), 2)).toBe('0.05%');
  });

  it('fires after two minutes of 5% errors and resolves 8 minutes after the fix', () => {
    const requests = Array.from({ length: 60 * 60 * 20 }, (_, index): Request => {
      const at = index / 20;
      const bad = at >= 1_200 && at < 2_400 && index % 20 === 0;
      return { at, status: bad ? 500 : 200, milliseconds: 20 };
    });
    const state = (now: number): string[] => firing(requests, now, now);
    expect(state(1_200 + 115)).toEqual([]);
    expect(state(1_200 + 125)).toEqual(['sli-below-99']);
    expect(state(2_400 + 470)).toEqual(['sli-below-99']);
    expect(state(2_400 + 490)).toEqual([]);
    expect(sli(requests, 2_000)).toBeCloseTo(0.95, 3);
    expect(firing([], 0, 901)).toEqual(['no-smoke-test']);
    expect(sli([{ at: 1, status: 200, milliseconds: 700 }], 1)).toBeNull();
  });

  it('reconciles towards a digest and nothing else', async () => {
    const good = `sha256:${'a'.repeat(64)}`;
    const deployed: string[] = [];
    const round = (wanted: string, running: string): Promise<string> =>
      reconcile({
        wanted: () => Promise.resolve(wanted),
        running: () => Promise.resolve(running),
        deploy: (digest: string) => Promise.resolve(void deployed.push(digest)),
      });
    expect(await round(good, good)).toBe('nothing to do');
    expect(await round(good, 'sha256:old')).toContain(good);
    await expect(round('latest', good)).rejects.toThrow('not a digest');
    expect(deployed).toEqual([good]);
  });

  it('builds in one job of the workflow, and asks for a token instead of holding a key', () => {
    const workflow = parse(read('deploy.yml')) as {
      permissions: Record<string, string>;
      jobs: Record<string, { steps: { run?: string }[] }>;
    };
    expect(workflow.permissions['id-token']).toBe('write');
    const building = Object.entries(workflow.jobs).filter(([, { steps }]) =>
      steps.some(({ run }) => run?.startsWith('./ci/build')),
    );
    expect(building.map(([name]) => name)).toEqual(['build']);
    for (const job of ['staging', 'production'])
      expect(JSON.stringify(workflow.jobs[job])).toContain('needs.build.outputs.digest');
    expect(read('deploy.yml')).not.toMatch(/AWS_SECRET|secrets\./);
    const policy = JSON.parse(read('trust-policy.json')) as {
      Statement: { Condition: { StringEquals: Record<string, string> } }[];
    };
    expect(Object.values(policy.Statement[0]?.Condition.StringEquals ?? {})).toEqual([
      'sts.amazonaws.com',
      'repo:you/shop:environment:staging',
    ]);
  });

  it('keeps to the sums of the page', () => {
    expect((0.045 * 730).toFixed(2)).toBe('32.85');
    expect(page).toContain('US$32.85');
    expect(20 * 60 * 5).toBe(6_000);
  });

  it.skipIf(!has('terraform'))('converges with the first file, and keeps the password in clear text', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'week-08-'));
    try {
      cpSync(join(folder, 'first-state'), scratch, { recursive: true });
      const env = {
        ...process.env,
        TF_CLI_CONFIG_FILE: '/dev/null',
        CHECKPOINT_DISABLE: '1',
        TF_VAR_database_password: 'clear-w8',
      };
      const terraform = (...args: string[]): string =>
        execFileSync('terraform', args, { cwd: scratch, env, encoding: 'utf8', stdio: 'pipe' });
      terraform('init', '-no-color');
      expect(terraform('apply', '-no-color', '-auto-approve')).not.toContain('clear-w8');
      expect(terraform('plan', '-no-color', '-detailed-exitcode')).toContain('No changes');
      expect(readFileSync(join(scratch, 'terraform.tfstate'), 'utf8').match(/clear-w8/g)).toHaveLength(2);
      terraform('fmt', '-check', folder);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});

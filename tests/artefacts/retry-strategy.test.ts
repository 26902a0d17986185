import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  amplification,
  callDuration,
  type Policy,
  retry,
  RetryBudget,
  type World,
} from '../../src/content/artefacts/retry-strategy/retry.ts';

const path = (name: string) => new URL(`../../src/content/${name}`, import.meta.url);
const page = readFileSync(path('docs/modules/retry-strategy.mdx'), 'utf8');
const herd = fileURLToPath(path('artefacts/retry-strategy/herd.py'));
const python = (...args: string[]) => execFileSync('python3', args, { encoding: 'utf8' }).trim();

function testWorld(random = 0.5): World & { time: number } {
  return {
    time: 0,
    now() {
      return this.time;
    },
    random: () => random,
    sleep(ms) {
      this.time += ms;
      return Promise.resolve();
    },
  };
}
const policy = (changes: Partial<Policy> = {}): Policy => ({
  maxAttempts: 3,
  baseMs: 100,
  capMs: 1000,
  deadlineMs: 2000,
  attemptMs: 320,
  budget: new RetryBudget(),
  retryAfter: () => 0,
  ...changes,
});

describe('retry', () => {
  it('sends 1,109 times for 1,000 failing calls with a budget, 3,000 without', async () => {
    const sends = async (budget: RetryBudget) => {
      let sent = 0;
      for (let call = 0; call < 1000; call++) {
        const { attempts } = await retry(() => Promise.reject(new Error('down')), policy({ budget }), testWorld());
        sent += attempts;
      }
      return sent;
    };
    expect(await sends(new RetryBudget())).toBe(1109);
    expect(await sends(new RetryBudget(1e9))).toBe(3000);
    for (const figure of ['1,109', '3,000', '1,110']) expect(page).toContain(figure);
  });

  it('never waits past the deadline, with the longest attempts and the worst luck', async () => {
    for (const random of [0, 0.5, 0.999]) {
      const world = testWorld(random);
      const outcome = await retry(
        () => {
          world.time += 320;
          return Promise.reject(new Error('slow'));
        },
        policy({ maxAttempts: 9, budget: new RetryBudget(1e9) }),
        world,
      );
      expect(outcome.stopped).toBe('deadline');
      expect(world.time).toBeLessThanOrEqual(2000);
    }
  });

  it.each([
    { oversleep: 0.4, stopped: 'attempts', sent: 2 },
    { oversleep: 900, stopped: 'deadline', sent: 1 },
  ])('bears a sleep that is $oversleep ms too long', async ({ oversleep, stopped, sent }) => {
    const world = testWorld(0);
    let calls = 0;
    const attempt = () => {
      calls++;
      return Promise.reject(new Error('down'));
    };
    const late = {
      ...world,
      now: () => world.time,
      sleep: (ms: number) => Promise.resolve(void (world.time += ms + oversleep)),
    };
    const outcome = await retry(attempt, policy({ maxAttempts: 2, deadlineMs: 320 }), late);
    expect(outcome).toMatchObject({ stopped, attempts: sent });
    expect(calls).toBe(sent);
  });

  it('sends once what is not retryable, and waits for Retry-After', async () => {
    const once = await retry(
      () => Promise.reject(new Error('422')),
      policy({ retryAfter: () => undefined }),
      testWorld(),
    );
    expect(once).toMatchObject({ stopped: 'not-retryable', attempts: 1 });
    const world = testWorld(0);
    let calls = 0;
    const later = await retry(
      () => (++calls === 1 ? Promise.reject(new Error('429')) : Promise.resolve('ok')),
      policy({ retryAfter: () => 700 }),
      world,
    );
    expect(later).toEqual({ stopped: 'success', attempts: 2, value: 'ok' });
    expect(world.time).toBe(700);
  });
});

describe('retry at its edges', () => {
  it('keeps jitter on top of Retry-After, so that clients told the same second do not meet again', async () => {
    const returns = await Promise.all(
      Array.from({ length: 1000 }, async (_, client) => {
        const world = testWorld(client / 1000);
        let calls = 0;
        const attempt = () => (++calls === 1 ? Promise.reject(new Error('429')) : Promise.resolve(world.time));
        await retry(attempt, policy({ deadlineMs: 5000, retryAfter: () => 2000 }), world);
        return world.time;
      }),
    );
    const bins = Map.groupBy(returns, (time) => Math.floor(time / 10));
    expect(Math.min(...returns)).toBeGreaterThanOrEqual(2000);
    expect(Math.max(...[...bins.values()].map((bin) => bin.length))).toBeLessThanOrEqual(110);
  });

  it.each([0, -5])('sends nothing when the deadline is %i ms away', async (deadlineMs) => {
    let calls = 0;
    const outcome = await retry(() => Promise.resolve(++calls), policy({ deadlineMs }), testWorld());
    expect(outcome).toEqual({ stopped: 'deadline', attempts: 0, error: undefined });
    expect(calls).toBe(0);
  });

  it.each([10, 20, 100, 1000])('stays within 1.1 times %i failing calls, plus the ten tokens', async (calls) => {
    const budget = new RetryBudget();
    let sent = 0;
    for (let call = 0; call < calls; call++) {
      sent += (await retry(() => Promise.reject(new Error('down')), policy({ budget }), testWorld())).attempts;
    }
    expect(sent).toBeLessThanOrEqual(1.1 * calls + 10);
  });

  it('lets the policy retry a 409 only where the callee says when', () => {
    const file = parse(readFileSync(path('artefacts/retry-strategy/policy.yaml'), 'utf8'));
    expect(file.retry_on).toContain('409 or 429 with Retry-After');
    expect(file.never_on).toContain('409 without Retry-After');
  });
});

describe('figures of the page', () => {
  it('fits three attempts into the deadline and a fourth not', () => {
    const three = callDuration(320, 3, 100, 1000);
    expect(three).toEqual({ longest: 1260, mean: 1110 });
    expect(2000 - three.longest).toBe(740);
    expect(callDuration(320, 4, 100, 1000).longest).toBe(1980);
    for (const figure of ['1,260 ms', '1,110 ms', '740 ms', '1,980 ms']) expect(page).toContain(figure);
  });

  it('multiplies by layers', () => {
    expect([amplification(3, 4), amplification(5, 3), amplification(5, 4)]).toEqual([64, 243, 1024]);
    expect(amplification(3, 1.1)).toBeCloseTo(1.331);
    for (const figure of ['64', '243', '1,024', '1.331']) expect(page).toContain(figure);
    expect(1e6 * 0.01 ** 3).toBeCloseTo(1);
    expect(1e4 * 0.01 ** 2).toBeCloseTo(1);
    expect(2 * 2 * 3 * 3 * 2).toBe(72);
  });

  it('empties the budget of the exercise in a sixth of a second', () => {
    const [calls, failing] = [200, 0.3];
    const wanted = calls * failing + calls * failing ** 2;
    const earned = calls * 0.1;
    expect(wanted).toBeCloseTo(78);
    expect(10 / (wanted - earned)).toBeCloseTo(1 / 6, 1);
    expect(wanted / calls).toBeCloseTo(0.39);
    const failed = calls * failing - earned * (1 - failing);
    expect(failed).toBeCloseTo(46);
    expect(failed / calls).toBeCloseTo(0.23);
    expect(failing ** 3).toBeCloseTo(0.027);
    for (const figure of ['78 a second', '39%', '46 calls', '23%', '2.7%']) expect(page).toContain(figure);
  });

  it('counts the herd as printed, and the plot shows that run', () => {
    const peaks = Object.fromEntries(
      python(herd)
        .split('\n')
        .map((line) => line.split(' ')),
    );
    expect(peaks).toEqual({ none: '1000', equal: '215', full: '155', decorrelated: '74' });
    for (const [name, peak] of Object.entries(peaks)) {
      expect(page.toLowerCase()).toMatch(
        new RegExp(`\\| ${name}[^|]*\\|[^|]*\\| ${Number(peak).toLocaleString('en-US')} \\|`),
      );
    }
    const stored: unknown = JSON.parse(readFileSync(path('artefacts/retry-strategy/herd.json'), 'utf8'));
    expect(JSON.parse(python(herd, '--json'))).toEqual(stored);
  });

  it('finds the ranges over 300 seeds', () => {
    const script = `import sys; sys.path.insert(0, ${JSON.stringify(herd.replace(/herd\.py$/, ''))}); sys.dont_write_bytecode = True
import herd
for s in (herd.equal, herd.full, herd.decorrelated):
    v = [herd.peak(s, seed) for seed in range(1, 301)]
    print(min(v), max(v))`;
    for (const range of python('-c', script).split('\n')) expect(page).toContain(range.replace(' ', '–'));
  }, 60_000);

  it('keeps the policy file in step with the example', () => {
    const file = parse(readFileSync(path('artefacts/retry-strategy/policy.yaml'), 'utf8'));
    expect(file.timeout).toMatchObject({ attempt_ms: 320, deadline_ms: 2000 });
    expect(file.attempts).toBe(3);
  });
});

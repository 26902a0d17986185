import { execFileSync } from 'node:child_process';
import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { drive, follow } from '../../src/content/artefacts/week-09/load-local.ts';
import movedKeys from '../../src/content/artefacts/week-09/moved-keys.plot.ts';
import warmUp from '../../src/content/artefacts/week-09/warm-up.plot.ts';
import { plotSpec } from '../../src/diagrams/plot-spec.ts';
import { sequenceSpec } from '../../src/diagrams/sequence-spec.ts';
import { folder, text } from './week-09-page.ts';

describe('the files', () => {
  it('have YAML that parses, and drawings that fit their specs', () => {
    const compose = parse(text('compose.yaml'), { merge: true }) as {
      services: Record<string, { image?: string; ports?: string[]; command?: string[] }>;
    };
    expect(Object.keys(compose.services).sort()).toEqual([
      'app-1',
      'app-2',
      'balancer',
      'cache',
      'shard-a',
      'shard-a-replica',
      'shard-b',
      'shard-b-replica',
    ]);
    expect(compose.services['shard-b-replica']?.image).toBe('postgres:17');
    expect(compose.services['cache']?.command).toContain('allkeys-lfu');
    const published = Object.values(compose.services).flatMap(({ ports }) => ports ?? []);
    expect(published).toEqual(['127.0.0.1:8080:8080']);
    expect(sequenceSpec.safeParse(parse(text('slow-reader.sequence.yaml'))).error).toBeUndefined();
    for (const plot of [movedKeys, warmUp]) expect(plotSpec.safeParse(plot).error).toBeUndefined();
  });

  it('have a load script and shell scripts that parse', () => {
    execFileSync(process.execPath, ['--check', `${folder}load.js`]);
    for (const script of ['primary-init.sh', 'replica.sh', 'lag.sh'])
      execFileSync('bash', ['-n', `${folder}${script}`]);
  });

  it('let Nginx retry on errors and time-outs only', () => {
    expect(/^\s*proxy_next_upstream (.*);/m.exec(text('nginx.conf'))?.[1]).toBe('error timeout');
  });

  it('give the review 45 minutes', () => {
    const steps = [...text('desk-review.md').matchAll(/^\| (\d+)–(\d+) \|/gm)].map(([, from, to]) => [
      Number(from),
      Number(to),
    ]);
    expect(steps[0]?.[0]).toBe(0);
    expect(steps.at(-1)?.[1]).toBe(45);
    for (const [i, [from]] of steps.entries()) if (i > 0) expect(from).toBe(steps[i - 1]?.[1]);
  });
});

describe('the loader without k6', () => {
  it('keeps the rate, follows no redirect and counts hits and failures', async () => {
    let seen = 0;
    const server = createServer((_, response) => {
      seen += 1;
      const ok = seen % 10 !== 0;
      response
        .writeHead(ok ? 302 : 503, { location: 'http://127.0.0.1:1/', 'x-cache': seen % 2 === 0 ? 'hit' : 'miss' })
        .end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const agent = new Agent({ keepAlive: true });
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/abc`;
      const report = await drive(200, 0.5, () => follow(url, agent));
      expect(report).toMatchObject({ requests: 100, failed: 10, hitRatio: 0.5 });
      expect(report.p50).toBeLessThanOrEqual(report.p99);
    } finally {
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    }
    expect(await follow('http://127.0.0.1:1/', new Agent())).toEqual({ ok: false, hit: false });
  });
});

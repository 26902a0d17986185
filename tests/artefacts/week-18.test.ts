import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WriteLease, type Witness } from '../../src/content/artefacts/week-18/lease.ts';
import {
  browse,
  checkout,
  coldPage,
  eitherOf,
  lostWrites,
  recoveryTime,
  rttFloor,
  withEdge,
} from '../../src/content/artefacts/week-18/numbers.ts';
import pageTime from '../../src/content/artefacts/week-18/page-time.plot.ts';
import { postgres } from './postgres.ts';

const at = (path: string) => new URL(`../../src/content/${path}`, import.meta.url);
const read = (path: string) => readFileSync(at(path), 'utf8');
const page = read('docs/weeks/week-18.mdx');

describe('the numbers of the page', () => {
  it('computes latency', () => {
    expect(rttFloor(6_500)).toBe(65);
    expect(coldPage(90)).toBe(360);
    expect(withEdge(90)).toBe(105);
    expect(pageTime.series.map(({ data }) => [data[0]?.[1], data.at(-1)?.[1]])).toEqual([
      [40, 800],
      [25, 215],
    ]);
  });

  it('computes objectives and losses', () => {
    expect(recoveryTime(checkout)).toBe(135);
    expect(recoveryTime(browse)).toBe(45);
    expect([lostWrites(4, 40), lostWrites(2, 40)]).toEqual([160, 80]);
    expect((100 * eitherOf(0.995)).toFixed(4)).toBe('99.9975');
    for (const figure of ['= 135 s', '=  45 s', '160 orders', '80 orders', '99.9975 %']) expect(page).toContain(figure);
    expect(Number((((1 - 0.99999) * 365.25 * 86_400) / 30).toFixed(1))).toBeGreaterThan(10);
    expect(read('artefacts/week-18/drill.md')).toContain('**135**');
  });
});

describe('the write lease', () => {
  /** A witness that holds one lease, on a clock of the test; answers arrive `delay` ms after the request. */
  const world = (delay = 0) => {
    let now = 0;
    let holder = '';
    let epoch = 0;
    let until = -1;
    const witness: Witness = {
      acquire(region, ttl) {
        if (holder !== region && now < until) return Promise.resolve(undefined);
        if (holder !== region) epoch += 1;
        holder = region;
        until = now + ttl;
        now += delay;
        return Promise.resolve(epoch);
      },
    };
    const lost: Witness = { acquire: () => Promise.reject(new Error('no route')) };
    return { witness, lost, clock: () => now, pass: (ms: number) => (now += ms) };
  };

  it('never lets two sides write, also when an answer is slow', async () => {
    const { witness, clock, pass } = world(8_000);
    const eu = new WriteLease('eu', witness, 10_000, clock);
    const us = new WriteLease('us', witness, 10_000, clock);
    await eu.renew();
    expect(eu.epoch()).toBe(1);
    pass(1_000);
    expect(eu.epoch()).toBeUndefined(); // 9 s after the request was sent
    await us.renew();
    expect(us.epoch()).toBeUndefined(); // the witness still counts for eu
    pass(1_001);
    await us.renew();
    expect([eu.epoch(), us.epoch()]).toEqual([undefined, 2]);
  });

  it('ends without an answer', async () => {
    const { witness, lost, clock, pass } = world();
    let reachable = true;
    const eu = new WriteLease(
      'eu',
      { acquire: (region, ttl) => (reachable ? witness : lost).acquire(region, ttl) },
      10_000,
      clock,
    );
    await eu.renew();
    reachable = false;
    pass(5_000);
    await eu.renew();
    expect(eu.epoch()).toBe(1);
    pass(4_000);
    expect(eu.epoch()).toBeUndefined();
  });
});

describe('the files', () => {
  it('fence an epoch that is over', (context) => {
    const insert = (epoch: number) => `INSERT INTO orders (epoch, total_cents) VALUES (${epoch}, 100) RETURNING epoch;`;
    const [, first, late, next] = postgres(
      [
        ['postgres', read('artefacts/week-18/fence.sql') + read('artefacts/week-18/idempotency.sql')],
        ['postgres', `${insert(1)} UPDATE write_epoch SET epoch = 2;`],
        ['postgres', insert(1)],
        ['postgres', insert(2)],
      ],
      context,
    );
    expect([first?.out, late?.out, next?.out]).toEqual([['1'], [], ['2']]);
    expect(late?.err).toContain('fenced: epoch 1 is over');
  });

  it('have a configuration that HAProxy accepts', (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'haproxy-'));
    try {
      const file = join(folder, 'haproxy.cfg');
      writeFileSync(file, read('artefacts/week-18/haproxy.cfg').replaceAll('{port}', '7100'));
      const done = spawnSync('haproxy', ['-c', '-f', file], { encoding: 'utf8' });
      if (done.error) {
        process.stderr.write(
          '\n!! haproxy is not installed (apt-get install haproxy), its configuration is not checked\n',
        );
        context.skip('haproxy is not installed');
      }
      expect(done.stderr).toBe('');
      expect(done.status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

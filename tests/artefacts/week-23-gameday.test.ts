import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';

const folder = fileURLToPath(new URL('../../src/content/kits/week-23/gameday/', import.meta.url));
const started: ChildProcess[] = [];
afterEach(() => {
  for (const each of started.splice(0)) each.kill();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts the shop, waits until it answers, and returns its address. */
async function shop(): Promise<string> {
  const port = await freePort();
  started.push(
    spawn(process.execPath, ['shop.mjs'], { cwd: folder, env: { ...process.env, SHOP_PORT: String(port) } }),
  );
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(() => fetch(`${url}/metrics`), { timeout: 10_000 });
  return url;
}

function play(...args: string[]) {
  const game = spawn(process.execPath, ['play.mjs', ...args], { cwd: folder });
  started.push(game);
  const said: string[] = [];
  game.stdout.on('data', (chunk) => said.push(String(chunk)));
  const errors = text(game.stderr);
  const heard = (words: string) =>
    vi.waitFor(() => expect(said.join('')).toContain(words), { timeout: 10_000, interval: 20 });
  return { game, heard, errors };
}

describe('the game days of week 23', () => {
  it('plays game day 2: both faults start, one word mends each, and the log has the truth', async () => {
    const url = await shop();
    const log = join(mkdtempSync(join(tmpdir(), 'gameday-')), 'gd2.log');
    const { game, heard } = play('gd2.json', '--minute-seconds', '0.05', '--log', log, '--shop', url);
    await heard('Latency of browse has doubled');
    game.stdin.write('look jobs\ndo failover\ndo kill-job\n');
    await heard('export: two runs');
    await heard('the replica is 4 min behind');
    await heard('kill-job: done. Watch the ratio.');
    await heard('most orders stay PENDING');
    game.stdin.write('do purge-audit\n');
    await heard('purge-audit: done. Watch the ratio.');
    await heard('Hand over in five lines.');
    game.stdin.write('end\n');
    expect(await once(game, 'exit')).toEqual([0, null]);
    const entries = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; text: string });
    const texts = (kind: string) =>
      entries.filter((entry) => entry.kind === kind).map((entry) => entry.text.split(':')[0]);
    expect(texts('start')).toEqual(['runaway-job', 'broker-full']);
    expect(texts('mitigated')).toEqual(['runaway-job by kill-job', 'broker-full by purge-audit']);
    expect(texts('end')).toEqual(['all faults were mitigated']);
  });

  it('says before the clock starts that the schedule or the shop is missing', async () => {
    const absent = play('gd9.json');
    expect(await absent.errors).toBe('no schedule gd9.json: node gameday/play.mjs gameday/gd1.json\n');
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const alone = play('gd2.json', '--wait-up-to', '120', '--shop', nowhere);
    expect(await alone.errors).toBe(`no shop answers at ${nowhere}: SHOP_PORT=9900 node gameday/shop.mjs\n`);
  });
});

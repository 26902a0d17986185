/**
 * One payment request in a process of its own, which can be killed at a chosen point:
 *   node one-request.ts <folder> <point> <seconds since the first request>
 * Point: none, before-claim, after-claim, after-charge or after-commit to be killed there; local to run in one
 * transaction without the provider. Both databases live in the folder.
 */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { claimFirst, inOneTransaction, type Request } from './idempotency.ts';

const [folder = '.', point = 'none', seconds = '0'] = process.argv.slice(2);
const open = (file: string) => new DatabaseSync(`${folder}/${file}`, { timeout: 20_000 });
const crashIf = (here: string) => {
  if (point === here) process.kill(process.pid, 'SIGKILL');
};

const db = open('payments.db');
const provider = open('provider.db');
provider.exec('CREATE TABLE IF NOT EXISTS charges (key TEXT PRIMARY KEY, cents INTEGER)');
if (!db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'payments'").get()) {
  db.exec(readFileSync(new URL('./schema.sql', import.meta.url), 'utf8'));
}

const request: Request = { tenant: 'shop', endpoint: 'POST /payments', key: '7f3a', body: { order: 'o-81', cents: 4_200 } };
const world = { db, now: () => Number(seconds) * 1000, leaseMs: 60_000 };
const store = (charge: string) => {
  db.prepare('INSERT INTO payments VALUES (?, 1, ?, ?)').run('o-81', 4_200, charge);
  return { status: 201, body: JSON.stringify({ charge }) };
};

crashIf('before-claim');
const response =
  point === 'local'
    ? inOneTransaction(world, request, () => store('none'))
    : await claimFirst(
        world,
        request,
        (key) => {
          crashIf('after-claim');
          // The provider keeps keys as well: the second charge with the same key is the first one.
          provider.prepare('INSERT INTO charges VALUES (?, 4200) ON CONFLICT DO NOTHING').run(key);
          crashIf('after-charge');
          return Promise.resolve(`ch-${key.slice(0, 6)}`);
        },
        store,
      );
crashIf('after-commit');
console.log(JSON.stringify(response));

import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unpack } from '../lib/pack.mjs';
import { environment, folderOf, readJson } from '../lib/places.mjs';
import { alive, servers, setState, stat } from '../lib/proxy.mjs';
import { artefactOf, digestOf } from './build.mjs';

const READY_MS = Number(process.env.SHIP_READY_MS ?? 8000);

/** What runs on an environment: `{ digest, slot, pid, previous }`, or undefined. */
export const current = (name) => readJson(join(folderOf(name), 'current.json'), undefined);

/** Rolls out a stored release into the idle slot; where a step fails the old release serves on. */
export async function deploy(name, digest) {
  const env = environment(name);
  const bytes = readFileSync(artefactOf(digest));
  if (digestOf(bytes) !== digest) throw new Error(`the artefact ${digest} has another content than its name says`);
  const old = current(name);
  const slot = old?.slot === 'blue' ? 'green' : 'blue';
  const begun = Date.now();

  await setState(env.adminPort, slot, 'drain');
  const started = start(name, slot, env.slots[slot].port, bytes, digest);
  try {
    await until(() => ready(env.slots[slot].port, started), READY_MS, `${digest} did not become ready`);
    await smoke(`http://127.0.0.1:${env.slots[slot].port}`);
    await setState(env.adminPort, slot, 'ready');
    await until(async () => (await servers(env.adminPort))[slot].up, 5_000, `HAProxy does not see ${slot}`);
  } catch (error) {
    await setState(env.adminPort, slot, 'drain');
    await end(started.pid);
    throw new Error(`${error.message}; ${old?.digest ?? 'nothing'} serves on`);
  }
  record(name, { digest, slot, pid: started.pid, previous: old?.digest });
  if (old) await retire(env.adminPort, old);
  appendFileSync(join(folderOf(name), 'history.jsonl'), `${JSON.stringify({ digest, at: begun / 1000, seconds: (Date.now() - begun) / 1000 })}\n`);
}

/** Rolls out the digest that ran before. */
export async function rollback(name) {
  const previous = current(name)?.previous;
  if (!previous) throw new Error(`${name} has no previous release`);
  await deploy(name, previous);
}

/** Rolls out on `to` the digest that runs on `from`, without building anything. */
export async function promote(from, to) {
  const running = current(from);
  if (!running) throw new Error(`nothing runs on ${from}`);
  await deploy(to, running.digest);
}

function start(name, slot, port, bytes, digest) {
  const folder = join(folderOf(name), 'slots', slot);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  unpack(bytes, folder);
  const log = openSync(join(folderOf(name), `${slot}.log`), 'a');
  const env = { ...process.env, PORT: String(port), RELEASE: digest };
  const child = spawn(process.execPath, ['server.mjs'], { cwd: folder, env, detached: true, stdio: ['ignore', log, log] });
  child.unref();
  return child;
}

async function ready(port, child) {
  if (child.exitCode !== null) throw new Error(`the release ended with code ${child.exitCode}`);
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
  return answer?.ok;
}

/** One request that does real work, and one that has to find something. */
async function smoke(address) {
  const products = await fetch(`${address}/products`).then((answer) => (answer.ok ? answer.json() : []));
  const first = products.length > 0 && (await fetch(`${address}/products/${products[0].id}`));
  if (!first || !first.ok) throw new Error('the smoke test fails');
}

/** Sends a slot no more requests, waits for those in work, and ends it. It stays drained until the next rollout. */
async function retire(adminPort, { slot, pid }) {
  await setState(adminPort, slot, 'drain');
  await until(async () => (await stat(adminPort, 'shop', slot, 'scur')) === 0, 10_000, `${slot} does not drain`);
  await end(pid);
}

export async function end(pid) {
  if (!alive(pid)) return;
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; alive(pid) && waited < 5_000; waited += 50) await sleep(50);
  if (alive(pid)) process.kill(pid, 'SIGKILL');
}

function record(name, running) {
  const path = join(folderOf(name), 'current.json');
  writeFileSync(`${path}.part`, JSON.stringify(running));
  renameSync(`${path}.part`, path);
}

async function until(holds, most, message) {
  for (const last = Date.now() + most; !(await holds()); await sleep(50))
    if (Date.now() > last) throw new Error(message);
}

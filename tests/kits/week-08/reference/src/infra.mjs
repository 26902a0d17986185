import { mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environment, folderOf, lockFile, readJson, stateFile } from '../lib/places.mjs';
import { alive, servers, startProxy, stat } from '../lib/proxy.mjs';
import { current, end } from './deploy.mjs';

/** Differences between the environment file and the running HAProxy. */
export async function plan(name) {
  return differences(await real(name), desired(name));
}

/** Makes the environment as its file says, under the lock, and records it in the state. */
export async function apply(name) {
  return locked(name, async () => {
    const changes = await plan(name);
    await sleep(Number(process.env.APPLY_PAUSE_MS ?? 0));
    if (changes.length > 0) {
      const pid = await startProxy(environment(name), folderOf(name), state(name).pid);
      save(name, { pid, adminPort: environment(name).adminPort, resources: desired(name) });
    }
    return changes;
  });
}

/** Differences between the state and the running HAProxy. */
export async function drift(name) {
  const reality = await real(name);
  return differences(state(name).resources, reality);
}

/** Stops HAProxy and the release, and leaves the state without resources. */
export async function destroy(name) {
  await locked(name, async () => {
    const running = current(name);
    if (running) await end(running.pid);
    rmSync(join(folderOf(name), 'current.json'), { force: true });
    if (state(name).pid) await end(state(name).pid);
    save(name, { pid: undefined, resources: {} });
  });
}

/** Removes the lock that a dead run left behind. */
export async function unlock(name) {
  rmSync(lockFile(name), { force: true });
}

function desired(name) {
  const { port, maxconn, slots } = environment(name);
  return { frontend: { port, maxconn }, 'server.blue': slots.blue, 'server.green': slots.green };
}

/** What HAProxy says of itself now; nothing where it does not run. */
async function real(name) {
  const { pid, adminPort, resources } = state(name);
  if (!pid || !alive(pid)) return {};
  const { blue, green } = await servers(adminPort);
  const of = ({ port, weight }) => ({ port, weight });
  const maxconn = await stat(adminPort, 'edge', 'FRONTEND', 'slim');
  return { frontend: { port: resources.frontend.port, maxconn }, 'server.blue': of(blue), 'server.green': of(green) };
}

/** One line for each thing that has to change for `from` to become `to`. */
function differences(from, to) {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return names.flatMap((name) => {
    if (!(name in from)) return [`+ ${name}`];
    if (!(name in to)) return [`- ${name}`];
    return Object.keys(to[name])
      .filter((key) => from[name][key] !== to[name][key])
      .map((key) => `~ ${name} ${key}: ${from[name][key]} -> ${to[name][key]}`);
  });
}

const state = (name) => readJson(stateFile(name), { serial: 0, resources: {} });

function save(name, next) {
  const path = stateFile(name);
  writeFileSync(`${path}.part`, JSON.stringify({ ...next, serial: state(name).serial + 1 }, null, 2));
  renameSync(`${path}.part`, path);
}

/** Runs `work` while holding the lock, a file that can be created only where there is none. */
async function locked(name, work) {
  const path = lockFile(name);
  mkdirSync(dirname(path), { recursive: true });
  try {
    const file = openSync(path, 'wx');
    writeSync(file, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    throw new Error(`the state of ${name} is locked by ${readFileSync(path, 'utf8')}; if that run is dead: infra unlock ${name}`);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

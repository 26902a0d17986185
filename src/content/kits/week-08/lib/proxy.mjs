/** HAProxy: starting it, and asking and telling it through its admin port. Given. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sends one command to the admin port and returns what HAProxy says. */
export function ask(adminPort, command) {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(adminPort, '127.0.0.1', () => socket.write(`${command}\n`));
    socket.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    socket.on('end', () => resolve(text)).on('error', reject);
  });
}

/** Both servers as they are: `{ blue: { port, weight, up }, green: … }`. `up` means that it gets requests. */
export async function servers(adminPort) {
  const lines = (await ask(adminPort, 'show servers state shop')).split('\n');
  const names = lines[1].replace(/^# /, '').split(' ');
  const rows = lines.slice(2).filter((line) => line.trim() !== '');
  return Object.fromEntries(
    rows.map((line) => {
      const row = Object.fromEntries(line.split(' ').map((value, index) => [names[index], value]));
      const up = row.srv_op_state === '2' && row.srv_admin_state === '0';
      return [row.srv_name, { port: Number(row.srv_port), weight: Number(row.srv_uweight), up }];
    }),
  );
}

/** One column of the statistics: `stat(port, 'shop', 'blue', 'scur')` is the number of requests in work there. */
export async function stat(adminPort, proxy, name, column) {
  const [head, ...rows] = (await ask(adminPort, 'show stat')).trim().split('\n');
  const names = head.replace(/^# /, '').split(',');
  const row = rows.map((line) => line.split(',')).find(([first, second]) => first === proxy && second === name);
  return Number(row?.[names.indexOf(column)]);
}

/** Says whether new requests go to a slot: `ready` or `drain`. */
export const setState = (adminPort, slot, state) => ask(adminPort, `set server shop/${slot} state ${state}`);

/**
 * Starts HAProxy with a configuration, or replaces the one with process id `old` without closing its connections.
 * @returns its process id, once the admin port answers with the new configuration
 */
export async function startProxy({ port, adminPort, maxconn, slots }, folder, old) {
  mkdirSync(folder, { recursive: true });
  const values = {
    port, adminPort, maxconn,
    bluePort: slots.blue.port, blueWeight: slots.blue.weight,
    greenPort: slots.green.port, greenWeight: slots.green.weight,
  };
  const template = readFileSync(new URL('haproxy.cfg', import.meta.url), 'utf8');
  const path = join(folder, 'haproxy.cfg');
  writeFileSync(path, template.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all)));
  const log = openSync(join(folder, 'requests.log'), 'a');
  const errors = openSync(join(folder, 'haproxy.log'), 'a');
  const PATH = `${process.env.PATH}:/usr/sbin:/opt/homebrew/bin`;
  const args = ['-db', '-f', path, ...(old && alive(old) ? ['-sf', String(old)] : [])];
  const child = spawn('haproxy', args, { detached: true, stdio: ['ignore', log, errors], env: { ...process.env, PATH } });
  child.on('error', () => {
    process.stderr.write('there is no haproxy here: sudo apt-get install haproxy, or brew install haproxy\n');
    process.exit(1);
  });
  child.unref();
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const info = await ask(adminPort, 'show info').catch(() => '');
    if (info.includes(`Pid: ${child.pid}\n`)) return child.pid;
    if (child.exitCode !== null) break;
    await sleep(25);
  }
  throw new Error(`HAProxy did not start; see ${join(folder, 'haproxy.log')}`);
}

/** Whether a process runs. One that has ended and was not collected by its parent yet (a zombie) does not. */
export function alive(pid) {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
}

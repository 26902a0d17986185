// Databases and preview environments: within a quota, with a label, a backup and an end.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { home, load, locked, now, Refused, save, serviceNamed } from './state.mjs';

const quota = 3;
const admin = process.env.ADMIN_URL;
const psql = (text) =>
  execFileSync('psql', ['-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', admin], { input: text, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
const identifier = (name) => `"${name.replace(/"/g, '')}"`;
const literal = (text) => `'${text.replace(/'/g, "''")}'`;

export function createDatabase(name, { size = 's' }) {
  const { owner } = serviceNamed(name);
  if (!['s', 'm', 'l'].includes(size)) throw new Refused('--size is s, m or l');
  const database = `svc_${name}`;
  const password = randomBytes(18).toString('base64url');
  psql(`CREATE ROLE ${identifier(database)} LOGIN PASSWORD ${literal(password)};`);
  psql(`CREATE DATABASE ${identifier(database)} OWNER ${identifier(database)};`);
  psql(`COMMENT ON DATABASE ${identifier(database)} IS ${literal(`owner=${owner};service=${name};size=${size}`)};`);
  const url = new URL(admin);
  Object.assign(url, { username: database, password, pathname: `/${database}` });
  const folder = join(home, 'secrets', name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'database-url'), url.href, { mode: 0o600 });
  backUp(database);
  return `secret://${name}/database-url`;
}

function backUp(database) {
  mkdirSync(join(home, 'backups'), { recursive: true, mode: 0o700 });
  const address = new URL(admin);
  address.pathname = `/${database}`;
  const file = join(home, 'backups', `${database}-${now().toISOString().slice(0, 10)}.dump`);
  execFileSync('pg_dump', ['-Fc', '-f', file, address.href]);
}

const hoursOf = (ttl = '48h') => {
  const [, hours] = /^(\d+)h$/.exec(ttl) ?? [];
  if (hours === undefined || Number(hours) < 1 || Number(hours) > 168) throw new Refused('--ttl is 1h to 168h, such as 48h');
  return Number(hours);
};

export function createEnvironment(name, { ttl }) {
  const { owner } = serviceNamed(name);
  const hours = hoursOf(ttl);
  return locked(() => {
    const all = load('environments.json', {});
    const own = Object.keys(all).filter((id) => all[id].owner === owner);
    if (own.length >= quota)
      throw new Refused(
        `${owner} has ${own.length} of ${quota} environments: ${own.join(', ')}. Remove one with: shopctl env delete ${own[0]}. ` +
          'To get more, ask in #platform with what for and until when.',
      );
    const id = randomBytes(4).toString('hex');
    psql(`CREATE DATABASE env_${id};`);
    const at = now();
    const expiresAt = new Date(at.getTime() + hours * 3_600_000).toISOString();
    save('environments.json', { ...all, [id]: { owner, service: name, createdAt: at.toISOString(), expiresAt } });
    return id;
  });
}

function remove(id) {
  psql(`DROP DATABASE IF EXISTS ${identifier(`env_${id}`)} WITH (FORCE);`);
  const { [id]: _, ...rest } = load('environments.json', {});
  save('environments.json', rest);
}

export function deleteEnvironment(id) {
  return locked(() => {
    if (!load('environments.json', {})[id]) throw new Refused(`there is no environment ${id}; shopctl env list shows yours`);
    remove(id);
    return `${id} is removed`;
  });
}

export const listEnvironments = () =>
  Object.entries(load('environments.json', {}))
    .map(([id, { owner, service, expiresAt }]) => `${id}  ${service}  ${owner}  until ${expiresAt}`)
    .join('\n');

export function cleanEnvironments() {
  return locked(() => {
    const at = now().getTime();
    const lines = [];
    for (const [id, { owner, createdAt, expiresAt }] of Object.entries(load('environments.json', {}))) {
      const [begun, end] = [Date.parse(createdAt), Date.parse(expiresAt)];
      if (at >= end) {
        remove(id);
        lines.push(`removed: ${id}`);
      } else if (at >= (begun + end) / 2) {
        const notice = { owner, env: id, expiresAt, at: now().toISOString(), extend: `shopctl env create, before ${expiresAt}` };
        appendFileSync(join(home, 'notices.jsonl'), `${JSON.stringify(notice)}\n`);
        lines.push(`told: ${owner} about ${id}`);
      }
    }
    const known = new Set(Object.keys(load('environments.json', {})).map((id) => `env_${id}`));
    const running = psql("SELECT datname FROM pg_database WHERE datname LIKE 'env\\_%' ORDER BY 1;").split('\n').filter(Boolean);
    // Told, not removed: what has no record may be somebody's data.
    const orphans = running.filter((name) => !known.has(name));
    return [...lines, ...orphans.map((name) => `orphan: ${name}`), `orphans: ${orphans.length}`].join('\n');
  });
}

// Services: made from a template, adopted, deployed, upgraded.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findingsOf } from './policies.mjs';
import { home, load, locked, now, Refused, save, serviceNamed } from './state.mjs';

const templates = new URL('../template/', import.meta.url).pathname;
const git = (repo, ...args) =>
  execFileSync('git', ['-c', 'user.name=platform', '-c', 'user.email=platform@localhost', ...args], {
    cwd: repo, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
  });

function render(version, repo, values) {
  cpSync(join(templates, version), repo, { recursive: true });
  for (const name of readdirSync(join(templates, version))) {
    const text = readFileSync(join(repo, name), 'utf8');
    writeFileSync(join(repo, name), text.replace(/\{\{(\w+)\}\}/g, (whole, key) => values[key] ?? whole));
  }
}

export function newService(name, { lang, tier, owner }) {
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(name ?? '')) throw new Refused('NAME has a–z, 0–9 and hyphens, such as refunds');
  if (!owner || !['1', '2', '3'].includes(tier)) throw new Refused('give --owner TEAM and --tier 1, 2 or 3');
  if (lang !== 'node') throw new Refused(`there is no template for ${lang}; use shopctl adopt, which works for any language`);
  return locked(() => {
    const catalog = load('catalog.json', {});
    if (catalog[name]) throw new Refused(`${name} exists already and belongs to ${catalog[name].owner}`);
    const repo = join(home, 'repos', name);
    mkdirSync(repo, { recursive: true });
    const entry = { owner, tier, language: lang, createdAt: now().toISOString(), repo };
    render('1.0', repo, { name, owner, tier, language: lang });
    git(repo, 'init', '-q', '-b', 'main');
    git(repo, 'add', '-A');
    git(repo, 'commit', '-qm', 'From template 1.0');
    git(repo, 'branch', 'template'); // the template alone, as a base for later merges
    save('catalog.json', { ...catalog, [name]: entry });
    return `${name} is ready in ${repo}; next: shopctl deploy ${name}`;
  });
}

export function adopt(name, { owner, tier, command, folder }) {
  if (!owner || !command || !folder) throw new Refused('give --owner, --tier, --command and --folder');
  return locked(() => {
    const entry = { owner, tier, language: 'other', createdAt: now().toISOString(), command, folder };
    save('catalog.json', { ...load('catalog.json', {}), [name]: entry });
    return `${name} is adopted without: ${without}`;
  });
}
const without = 'manifest policies, template upgrades, dashboard, logs, trace';

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

export async function deploy(name) {
  const { repo, command, folder } = serviceNamed(name);
  if (repo) {
    const { failed, messages } = findingsOf(name);
    for (const message of messages) console.error(message);
    if (failed) throw new Refused(`${name} is not deployed: ${messages.length} policy messages above`);
  }
  const port = await freePort();
  const out = openSync(join(home, `${name}.log`), 'a');
  const [program, ...args] = command ? command.split(' ') : [process.execPath, 'server.mjs'];
  const child = spawn(program, args, {
    cwd: repo ?? folder, detached: true, stdio: ['ignore', out, out], env: { PATH: process.env.PATH, PORT: String(port) },
  });
  child.unref();
  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + 10_000; ; ) {
    const isUp = await fetch(`${url}/healthz`).then((answer) => answer.ok, () => false);
    if (isUp) break;
    if (Date.now() > end) {
      process.kill(child.pid);
      throw new Refused(`${name} did not answer at /healthz within 10 s; its output: ${home}/${name}.log`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const pages = repo ? ['dashboard', 'logs', 'trace', 'owner', 'runbook'] : [];
  const links = Object.fromEntries(pages.map((page) => [page, `${url}/_platform/${page}`]));
  return JSON.stringify({ url, pid: child.pid, links });
}

const versionIn = (repo, branch) => /^template: (\S+)/m.exec(git(repo, 'show', `${branch}:service.yaml`))?.[1];

/** A branch for each service on an older version: the new template is merged into what its owner made of the old one. */
export function releaseTemplate(version) {
  return locked(() => {
    const lines = [];
    for (const [name, { repo, owner, tier, language }] of Object.entries(load('catalog.json', {}))) {
      if (!repo || versionIn(repo, 'main') === version) continue;
      const tree = join(home, `upgrade-${name}`);
      git(repo, 'worktree', 'add', '-q', tree, 'template');
      try {
        render(version, tree, { name, owner, tier, language });
        git(tree, 'add', '-A');
        git(tree, 'commit', '-qm', `Template ${version}`);
        git(tree, 'switch', '-qc', `upgrade/${version}`, 'main');
        git(tree, 'merge', '-q', '-m', `Upgrade to template ${version}`, 'template');
        lines.push(`${name}: branch upgrade/${version}`);
      } catch (error) {
        lines.push(`${name}: conflict, its owner ${owner} has to merge the branch template (${error.message.split('\n')[0]})`);
      } finally {
        git(repo, 'worktree', 'remove', '--force', tree);
        rmSync(tree, { recursive: true, force: true });
      }
    }
    return lines.join('\n') || 'no service is on an older version';
  });
}

export function scorecard(name) {
  const { repo, owner, tier } = serviceNamed(name);
  if (!repo) return `service: ${name}\nowner: ${owner}\ntier: ${tier}\nwithout: ${without}`;
  const { messages } = findingsOf(name);
  return `service: ${name}\nowner: ${owner}\ntier: ${tier}\ntemplate: ${versionIn(repo, 'main')}\npolicies: ${messages.length} open`;
}

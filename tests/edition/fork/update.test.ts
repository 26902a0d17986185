import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyTree } from '../../site/tree-copy.ts';

let upstream = '';
let fork = '';
const git = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();
const npmRun = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [`scripts/${script}.ts`, ...args], { cwd: fork, encoding: 'utf8' });
const append = (folder: string, file: string, text: string) => appendFileSync(join(folder, file), text);
const write = (folder: string, file: string, text: string) => {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const commit = (folder: string, message: string) => {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', message);
};
const section = 'modules/retry-strategy#misconceptions';
const module = 'src/content/docs/modules/retry-strategy.mdx';

beforeAll(() => {
  upstream = copyTree('upstream');
  git(upstream, 'init', '-q', '-b', 'main');
  for (const [key, value] of [
    ['user.name', 'Test'],
    ['user.email', 'test@example.org'],
  ] as const)
    git(upstream, 'config', key, value);
  writeFileSync(join(upstream, '.gitignore'), 'node_modules\ndist\n.astro\n');
  commit(upstream, 'First');
  fork = `${upstream}-fork`;
  git(upstream, 'clone', '-q', upstream, fork);
  git(fork, 'config', 'user.name', 'Organiser');
  git(fork, 'config', 'user.email', 'organiser@example.org');
  symlinkSync(resolve('node_modules'), join(fork, 'node_modules'));
  npmRun('cohort-init', '--name', 'Reading Group', '--start', '2027-01-11', '--zone', 'Europe/Berlin');
  npmRun('cohort-override', section, '--place', 'after');
  append(fork, 'src/cohort/overrides/modules-retry-strategy--misconceptions--after.mdx', 'Ours.\n');
  write(
    fork,
    'src/cohort/pages/house-rules.mdx',
    '---\ntitle: House rules\ndescription: Ours.\nkind: page\n---\nBe kind.\n',
  );
  write(fork, 'src/cohort/announcements.yaml', "- { from: 2027-01-01, to: 2027-01-31, text: 'Hello.' }\n");
  commit(fork, 'Our cohort');
});
afterAll(() => {
  for (const folder of [upstream, fork]) rmSync(folder, { recursive: true, force: true });
});

describe('an update from upstream', () => {
  it('brings every change but those in the folder of the cohort, and says what it means', () => {
    // Upstream moves on everywhere, in the organiser's folder too.
    append(upstream, 'README.md', '\nMore.\n');
    append(upstream, 'src/cohort/settings.yaml', '# Upstream was here.\n');
    write(upstream, 'src/cohort/pages/from-upstream.mdx', 'not ours');
    const page = readFileSync(join(upstream, module), 'utf8');
    writeFileSync(join(upstream, module), page.replace('## Misconceptions\n', '## Misconceptions\n\nFive of them.\n'));
    commit(upstream, 'Move on');

    const trial = npmRun('cohort-update', '--from', upstream, '--ref', 'main', '--dry-run');
    expect(trial.stderr).toBe('');
    expect(trial.stdout).toContain('## Pages that changed\n\n- Retry strategy (retry-strategy)');
    expect(trial.stdout).toContain('upstream has changed modules/retry-strategy#misconceptions');
    expect(readFileSync(join(fork, 'README.md'), 'utf8')).not.toContain('More.');

    const settings = readFileSync(join(fork, 'src/cohort/settings.yaml'), 'utf8');
    expect(npmRun('cohort-update', '--from', upstream, '--ref', 'main').status).toBe(0);
    expect(readFileSync(join(fork, 'README.md'), 'utf8')).toContain('More.');
    expect(readFileSync(join(fork, module), 'utf8')).toContain('Five of them.');
    expect(readFileSync(join(fork, 'src/cohort/settings.yaml'), 'utf8')).toBe(settings);
    expect(git(fork, 'status', '--porcelain')).toBe('');
    expect(git(fork, 'ls-files', 'src/cohort')).not.toContain('from-upstream');
    expect(git(fork, 'log', '-1', '--format=%P').split(' ')).toHaveLength(2);
    expect(npmRun('cohort-update', '--from', upstream, '--ref', 'main').stdout).toBe('Nothing new upstream.\n\n');
  });

  it('keeps an override in force and shows that it has gone stale, until it is accepted', () => {
    const before = npmRun('cohort-check');
    expect(before.stderr).toContain('+Five of them.');
    expect(npmRun('cohort-override', section, '--accept').status).toBe(0);
    expect(npmRun('cohort-check').stderr).toBe('');
    commit(fork, 'It fits');
  });

  it('changes nothing where both sides changed a file outside of the folder, and names it', () => {
    cpSync(join(fork, 'README.md'), join(fork, 'README.old'));
    writeFileSync(join(fork, 'README.md'), 'Ours alone.\n');
    commit(fork, 'Our readme');
    writeFileSync(join(upstream, 'README.md'), 'Theirs alone.\n');
    commit(upstream, 'Their readme');
    const head = git(fork, 'rev-parse', 'HEAD');
    const { status, stderr } = npmRun('cohort-update', '--from', upstream, '--ref', 'main');
    expect(status).toBe(1);
    expect(stderr).toContain('these files were changed both here and upstream.\n  README.md');
    expect(git(fork, 'rev-parse', 'HEAD')).toBe(head);
    expect(git(fork, 'status', '--porcelain')).toBe('');
  });

  it('refuses while there is something uncommitted, or no such upstream', () => {
    expect(npmRun('cohort-update', '--from', '/nowhere/at/all').stderr).toContain(
      'Upstream cannot be fetched from /nowhere/at/all',
    );
    append(fork, 'src/cohort/settings.yaml', '# more\n');
    expect(npmRun('cohort-update', '--from', upstream).stderr).toContain('There are uncommitted changes');
    expect(npmRun('cohort-update').stderr).toContain('Say where upstream is');
  });
});

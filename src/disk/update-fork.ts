import { execFileSync, spawnSync } from 'node:child_process';
import { compareStates, type HandbookState } from '../handbook/compare.ts';

const own = 'src/cohort';

/** Why an update cannot be done, in words for the organiser. */
export class UpdateError extends Error {}

/**
 * Merges upstream into the fork that a folder holds. `src/cohort/` stays as it is in the fork, whatever upstream does
 * there; the merge is committed, or undone where `isTrial`.
 * @param from address or path of upstream; @param ref branch, tag or commit
 * @returns what the update means, as Markdown
 * @throws UpdateError where the folder has uncommitted changes, upstream cannot be had, or both sides changed a file
 */
export function updateFrom(root: string, from: string, ref: string, isTrial: boolean): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const attempt = (message: string, ...args: string[]) => {
    try {
      return git(...args);
    } catch (error) {
      const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : '';
      throw new UpdateError(`${message}${said ? ` (git: ${said})` : ''}`);
    }
  };
  if (git('status', '--porcelain') !== '')
    throw new UpdateError('There are uncommitted changes: commit them first, so that nothing of yours can be lost.');
  attempt(`Upstream cannot be fetched from ${from} at ${ref}.`, 'fetch', '--no-tags', from, ref);
  const upstream = git('rev-parse', 'FETCH_HEAD');
  const start = git('rev-parse', 'HEAD');
  attempt(
    'This repository has no history in common with upstream: make it by forking or cloning, not by copying files.',
    'merge-base',
    'HEAD',
    upstream,
  );
  if (git('merge-base', 'HEAD', upstream) === upstream) return 'Nothing new upstream.\n';

  const before = readState(root);
  try {
    git('merge', '--no-commit', '--no-ff', '--quiet', upstream);
  } catch {
    // Conflicts are looked at below: those in the organiser's folder are none.
  }
  keepOwn(git);
  const conflicts = git('diff', '--name-only', '--diff-filter=U').split('\n').filter(Boolean);
  if (conflicts.length > 0) {
    git('merge', '--abort');
    throw new UpdateError(
      [
        'Nothing was changed: these files were changed both here and upstream.',
        ...conflicts.map((file) => `  ${file}`),
        `Move what you changed in them into ${own}/ (settings, overrides, pages), undo it there, and update again.`,
      ].join('\n'),
    );
  }
  const after = readState(root);
  if ('error' in after) {
    git('reset', '--hard', '--quiet', start);
    throw new UpdateError(`Nothing was changed: with this update the content has problems.\n\n${after.error}`);
  }
  const parts = 'error' in before ? [] : compareStates(before, after);
  const stale = after.stale.map(({ file, message }) => `${file}: ${message.split('\n')[0]}`);
  const subject = `Update from upstream, ${upstream.slice(0, 7)}`;
  const summary = [
    `# ${subject}`,
    ...[...parts, ...(stale.length > 0 ? [{ heading: 'Overrides to look at', lines: stale }] : [])].map(
      ({ heading, lines }) => `## ${heading}\n\n${lines.map((line) => `- ${line}`).join('\n')}`,
    ),
    ...(parts.length + stale.length === 0 ? ['Nothing changes for readers.'] : []),
  ].join('\n\n');
  if (isTrial) git('reset', '--hard', '--quiet', start);
  else git('commit', '--quiet', '--no-verify', '-m', subject);
  return `${summary}\n`;
}

/** What the code of a tree says of its content: after a merge that is upstream's code, not the code that runs here. */
function readState(root: string): (HandbookState & { stale: { file: string; message: string }[] }) | { error: string } {
  const child = spawnSync(process.execPath, ['scripts/cohort-check.ts', '--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (child.status !== 0) return { error: child.stderr.trim() };
  return JSON.parse(child.stdout);
}

/** Puts the organiser's folder back to what the fork had, and takes out what upstream added to it. */
function keepOwn(git: (...args: string[]) => string): void {
  git('rm', '-r', '-q', '--cached', '--ignore-unmatch', own);
  git('clean', '-fdq', own);
  git('checkout', '-q', 'HEAD', '--', own);
}

import { spawnSync } from 'node:child_process';
import type { TestContext } from 'vitest';

/**
 * Runs `promtool` and returns what it printed. Left out with a reason where it is not installed; see `run`.
 * @param args such as `['test', 'rules', 'x.test.yaml']`
 */
export function promtool(args: string[], cwd: string, context: TestContext): string {
  return run('promtool', 'prometheus', args, cwd, context);
}

/**
 * Runs `amtool` and returns what it printed. Left out with a reason where it is not installed; see `run`.
 * @param args such as `['check-config', 'alertmanager.yaml']`
 */
export function amtool(args: string[], cwd: string, context: TestContext): string {
  return run('amtool', 'prometheus-alertmanager', args, cwd, context);
}

/**
 * Runs a tool that may be missing and returns what it printed.
 *
 * Where it is not installed, the test is left out: a warning on stderr names the test and the command that
 * installs what is missing, and the report shows the test as skipped with that reason.
 * @param debianPackage the package that brings the tool
 * @param cwd the folder that file names in `args` are relative to
 * @throws with the tool's own words when it reports a failure
 */
function run(tool: string, debianPackage: string, args: string[], cwd: string, context: TestContext): string {
  const done = spawnSync(tool, args, { cwd, encoding: 'utf8' });
  if (isMissing(done.error)) {
    const reason = `${tool} is not installed (apt-get install ${debianPackage}), left out: ${tool} ${args.join(' ')}`;
    process.stderr.write(`\n!! ${context.task.name}: ${reason}\n`);
    return context.skip(reason);
  }
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`${tool} ${args.join(' ')} failed:\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

function isMissing(error: Error | undefined): boolean {
  return error !== undefined && 'code' in error && error.code === 'ENOENT';
}

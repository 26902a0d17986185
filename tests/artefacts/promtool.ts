import { spawnSync } from 'node:child_process';
import type { TestContext } from 'vitest';

/**
 * Runs `promtool` and returns what it printed.
 *
 * Where it is not installed, the test is left out: a warning on stderr names the test and the command that
 * installs what is missing, and the report shows the test as skipped with that reason.
 * @param args such as `['test', 'rules', 'x.test.yaml']`
 * @param cwd the folder that file names in `args` are relative to
 * @throws with promtool's own words when it reports a failure
 */
export function promtool(args: string[], cwd: string, context: TestContext): string {
  const run = spawnSync('promtool', args, { cwd, encoding: 'utf8' });
  if (isMissing(run.error)) {
    const reason = `promtool is not installed (apt-get install prometheus), left out: promtool ${args.join(' ')}`;
    process.stderr.write(`\n!! ${context.task.name}: ${reason}\n`);
    return context.skip(reason);
  }
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`promtool ${args.join(' ')} failed:\n${run.stdout}${run.stderr}`);
  return run.stdout;
}

function isMissing(error: Error | undefined): boolean {
  return error !== undefined && 'code' in error && error.code === 'ENOENT';
}

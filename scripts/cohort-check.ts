// Says in words and dates what the settings of the cohort mean: `npm run cohort:check`; with --json as data for
// `npm run cohort:update`.
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readCohortHandbook } from '../src/disk/cohort-handbook.ts';
import { describeCohort } from '../src/handbook/calendar/describe.ts';
import { stateOf } from '../src/handbook/compare.ts';
import { formatProblems } from '../src/handbook/problem.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const { handbook, problems, stale } = readCohortHandbook(process.cwd());
if (!handbook) {
  console.error(formatProblems(problems));
  process.exitCode = 1;
} else if (values.json) {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
  console.log(
    JSON.stringify({ ...stateOf(handbook, digest), stale: stale.map(({ file, message }) => ({ file, message })) }),
  );
} else {
  if (stale.length > 0) console.warn(formatProblems(stale));
  console.log(describeCohort(handbook).join('\n'));
}

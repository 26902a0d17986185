// Brings upstream's changes into a fork and leaves src/cohort/ alone:
// `npm run cohort:update -- --from https://github.com/owner/handbook [--ref main] [--summary file.md] [--dry-run]`.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UpdateError, updateFrom } from '../src/disk/update-fork.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    ref: { type: 'string', default: 'HEAD' },
    summary: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
  },
});
try {
  if (values.from === undefined)
    throw new UpdateError('Say where upstream is: npm run cohort:update -- --from https://github.com/owner/handbook');
  const summary = updateFrom(process.cwd(), values.from, values.ref, values['dry-run']);
  if (values.summary !== undefined) writeFileSync(values.summary, summary);
  console.log(summary);
} catch (error) {
  if (!(error instanceof UpdateError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

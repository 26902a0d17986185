// Begins an override of a section, or accepts what upstream has changed under one:
// `npm run cohort:override -- modules/retry-strategy#backoff-and-jitter [--place before|after|instead|hide] [--accept]`.
import { parseArgs } from 'node:util';
import { acceptOverride, beginOverride } from '../src/disk/write-override.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { place: { type: 'string', default: 'instead' }, accept: { type: 'boolean', default: false } },
});
const [, page, section] = /^\/?([^#]+?)\/?#(.+)$/.exec(positionals[0] ?? '') ?? [];
try {
  if (page === undefined || section === undefined)
    throw new Error('Name a section: npm run cohort:override -- modules/retry-strategy#backoff-and-jitter');
  console.log(values.accept ? acceptOverride('.', page, section) : beginOverride('.', page, section, values.place));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

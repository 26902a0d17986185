/** report --p99 150 RUN…: merged percentiles of several runs, and whether the target holds. Given. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { merge, percentile } from '../src/percentiles.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { p99: { type: 'string' } } });
const whole = merge(positionals.map((path) => JSON.parse(readFileSync(path, 'utf8')).histogram));
const [p50, p99, p999] = [0.5, 0.99, 0.999].map((share) => percentile(whole, share));
console.log(JSON.stringify({ p50, p99, p999, holds: p99 <= Number(values.p99 ?? Infinity) }));

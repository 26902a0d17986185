#!/usr/bin/env node
/** alerts LOG --at SECONDS --smoke SECONDS. Given. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { firing } from '../src/alerts.mjs';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { at: { type: 'string' }, smoke: { type: 'string' } },
  });
  const lines = readFileSync(positionals[0], 'utf8').split('\n').filter((line) => line.startsWith('{'));
  const now = Number(values.at ?? Date.now() / 1000);
  console.log(JSON.stringify(firing(lines.map((line) => JSON.parse(line)), Number(values.smoke ?? now), now)));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

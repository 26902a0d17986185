/**
 * node run-controls.ts [YYYY-MM-DD]: runs controls.yaml against systems.json and prints one line each.
 * Exits with 1 when a control fails. The key is made up for the run; a real one lives in a KMS that the team cannot administer.
 */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Systems } from './checks.ts';
import { brokenAt, type Catalogue, coverage, run } from './runner.ts';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const catalogue = parse(read('controls.yaml')) as Catalogue;
const now = process.argv[2] === undefined ? new Date() : new Date(`${process.argv[2]}T12:00:00Z`);
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

const chain = run(catalogue, JSON.parse(read('systems.json')) as Systems, now, privateKey);
for (const { control, result, population, violations, hash } of chain) {
  console.log(`${result.padEnd(6)} ${control} (${population} checked) ${hash.slice(0, 8)} ${violations.join('; ')}`.trim());
}
const { uncovered, unneeded } = coverage(catalogue);
console.log(`requirements without a control: ${uncovered.join(', ') || 'none'}`);
console.log(`controls without a requirement: ${unneeded.join(', ') || 'none'}`);
console.log(brokenAt(chain, publicKey) === -1 ? 'the chain holds' : 'the chain is broken');
process.exitCode = chain.some(({ result }) => result === 'fail') ? 1 : 0;

// Proves the starter kits: `npm run test:kits`, or `npm run test:kits -- week-05` for one of them.
import { starterKitIds } from '../src/disk/starter-kits.ts';
import { proveKit } from '../tests/kits/prove-kit.ts';

const known = starterKitIds();
const wanted = process.argv.slice(2);
const unknown = wanted.find((id) => !known.includes(id));
if (unknown !== undefined) {
  console.error(`There is no starter kit "${unknown}"; there are ${known.join(', ') || 'none'}.`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
const leftOut: string[] = [];
for (const id of wanted.length > 0 ? wanted : known) {
  try {
    const proof = await proveKit(id, (step) => console.log(`  ${step}`));
    leftOut.push(...proof.leftOut.map((text) => `${id}: ${text}`));
    if (proof.failures.length === 0) {
      passed += 1;
      console.log(`${id}: proved`);
    } else {
      failed += 1;
      console.error([`${id}: not proved`, ...proof.failures.map((failure) => `  - ${failure}`)].join('\n'));
    }
  } catch (error) {
    failed += 1;
    console.error(`${id}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
for (const text of new Set(leftOut)) console.error(`left out: ${text}`);
// On a machine that is meant to have everything, what was left out is a failure.
if (process.env['CI'] !== undefined && leftOut.length > 0) failed += 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

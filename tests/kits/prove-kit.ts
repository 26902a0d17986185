import { execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { parse } from 'yaml';
import { z } from 'zod';
import { readStarterKit } from '../../src/disk/starter-kits.ts';

/** `tests/kits/<id>/proof.yaml`: what the acceptance tests of a kit have to say. */
const proofFile = z.strictObject({
  /** Tests that fail on the bare skeleton, with words of the reason that a learner reads. */
  bare: z.array(z.strictObject({ test: z.string(), says: z.string() })).min(1),
  faults: z
    .array(
      z.strictObject({
        id: z.string(),
        /** What of the specification the fault breaks. */
        breaks: z.string(),
        /** Replacements in files of the reference solution; each `find` has to stand there exactly once. */
        edits: z.array(z.strictObject({ file: z.string(), find: z.string(), replace: z.string() })).min(1),
        /** Tests that have to fail because of it. */
        fails: z.array(z.string()).min(1),
      }),
    )
    .min(3),
});

/** What a run of the acceptance tests said. */
interface Run {
  code: number;
  results: Map<string, { result: string; text: string }>;
  output: string;
}

/** What is wrong with a kit, or was left out; nothing where all three proofs hold. */
export interface Proof {
  failures: string[];
  leftOut: string[];
}

/** How long all acceptance tests of a kit may take. */
const patience = 6 * 60_000;

/**
 * Proves a kit from its zip in an empty folder: its acceptance tests fail on the bare skeleton for the reason that is
 * written down, pass on the reference solution, and fail on each planted fault by the test that forbids it.
 * @param say told of each step
 */
export async function proveKit(id: string, say: (step: string) => void): Promise<Proof> {
  const proofs = `tests/kits/${id}`;
  const { bare, faults } = proofFile.parse(parse(readFileSync(join(proofs, 'proof.yaml'), 'utf8')));
  const kit = readStarterKit(id);
  const failures: string[] = [];
  const leftOut = new Set<string>();
  const packages = installPackages(`src/content/kits/${id}`, say);
  const inFolder = async (
    name: string,
    prepare: (folder: string) => void,
    tests: readonly string[] = [],
  ): Promise<Run> => {
    const scratch = mkdtempSync(join(tmpdir(), `${id}-${name}-`));
    try {
      unpack(kit.zip, scratch);
      const folder = join(scratch, id);
      if (packages !== undefined) symlinkSync(join(packages, 'node_modules'), join(folder, 'node_modules'));
      prepare(folder);
      const begun = Date.now();
      const run = await runTests(folder, tests);
      say(`${id}: ${name}, ${((Date.now() - begun) / 1000).toFixed(1)} s`);
      for (const { result, text } of run.results.values()) if (result === 'SKIP') leftOut.add(text);
      return run;
    } finally {
      rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
    }
  };
  try {
    const withReference = (folder: string): void => cpSync(join(proofs, 'reference'), folder, { recursive: true });

    const skeleton = await inFolder('skeleton', () => undefined);
    if (skeleton.code === 0) failures.push('the acceptance tests pass on the bare skeleton');
    if (skeleton.results.size === 0) failures.push(`no test ran on the bare skeleton: ${skeleton.output.slice(-400)}`);
    for (const { test, says } of bare) {
      const found = skeleton.results.get(test);
      if (found?.result === 'SKIP') continue;
      if (found?.result !== 'FAIL') failures.push(`${test} does not fail on the bare skeleton`);
      else if (!found.text.includes(says))
        failures.push(`${test} fails on the bare skeleton, but does not say “${says}”: ${found.text}`);
    }

    const reference = await inFolder('reference', withReference);
    for (const { result, text } of reference.results.values())
      if (result === 'FAIL') failures.push(`the reference solution fails: ${text}`);
    if (reference.results.size === 0)
      failures.push(`no test ran on the reference solution: ${reference.output.slice(-400)}`);

    for (const { id: name, edits, fails } of faults) {
      // The tests that forbid the fault, and no others: they have all passed on the reference.
      const plant = (folder: string): void => {
        withReference(folder);
        for (const { file, find, replace } of edits) edit(join(folder, file), find, replace);
      };
      const run = await inFolder(name, plant, fails);
      for (const test of fails) {
        const found = run.results.get(test);
        if (found?.result === 'PASS') failures.push(`${test} does not see the fault “${name}”`);
        if (found === undefined) failures.push(`the fault “${name}” names ${test}, which did not run`);
      }
    }
  } finally {
    if (packages !== undefined) rmSync(packages, { recursive: true, force: true });
  }
  return { failures, leftOut: [...leftOut] };
}

/**
 * Installs the packages of a kit of Node once for all its runs, as its lock file says and without their scripts.
 * @returns the folder that holds them, or nothing where the kit has none
 */
function installPackages(kit: string, say: (step: string) => void): string | undefined {
  if (!existsSync(join(kit, 'package-lock.json'))) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'kit-packages-'));
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(kit, file), join(folder, file));
  say(`${kit}: npm ci`);
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  return folder;
}

function unpack(zip: Uint8Array, folder: string): void {
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes, { mode: /\.(sh|py|mjs)$/.test(path) ? 0o755 : 0o644 });
  }
}

function edit(file: string, find: string, replace: string): void {
  if (!existsSync(file)) throw new Error(`a planted fault edits ${file}, which is not there`);
  const source = readFileSync(file, 'utf8');
  const count = source.split(find).length - 1;
  if (count !== 1)
    throw new Error(`a planted fault looks for ${JSON.stringify(find)} in ${file}: it stands there ${count} times`);
  writeFileSync(
    file,
    source.replace(find, () => replace),
  );
}

/** Runs `python3 acceptance/run.py` in the folder of a kit, as a learner does: all tests, or those named. */
async function runTests(folder: string, tests: readonly string[]): Promise<Run> {
  const child = spawn('python3', ['acceptance/run.py', ...tests], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 1));
  });
  clearTimeout(timer);
  const output = Buffer.concat(chunks).toString('utf8');
  const results = new Map(
    [...output.matchAll(/^(PASS|FAIL|SKIP) (at-\d+) .*$/gm)].map(([text, result = '', test = '']) => [
      test,
      { result, text },
    ]),
  );
  return { code, results, output };
}

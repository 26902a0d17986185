// Reads the command line, calls one function for each command, and keeps a record of every request.
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dora, survey } from './metrics.mjs';
import { checkService } from './policies.mjs';
import { createDatabase, createEnvironment, deleteEnvironment, cleanEnvironments, listEnvironments } from './resources.mjs';
import { adopt, deploy, newService, releaseTemplate, scorecard } from './services.mjs';
import { home, now, Refused } from './state.mjs';

const string = { type: 'string' };
const options = Object.fromEntries(
  ['lang', 'tier', 'owner', 'size', 'ttl', 'file', 'days', 'command', 'folder'].map((name) => [name, string]),
);
const commands = {
  'new service': (o, name) => newService(name, o),
  adopt: (o, name) => adopt(name, o),
  deploy: (o, name) => deploy(name),
  check: (o, name) => checkService(name),
  scorecard: (o, name) => scorecard(name),
  'db create': (o, name) => createDatabase(name, o),
  'env create': (o, name) => createEnvironment(name, o),
  'env delete': (o, name) => deleteEnvironment(name),
  'env list': () => listEnvironments(),
  'env clean': () => cleanEnvironments(),
  'template release': (o, version) => releaseTemplate(version),
  metrics: (o) => dora(o),
  survey: (o) => survey(o),
};

async function main() {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const two = positionals.slice(0, 2).join(' ');
  const key = two in commands ? two : positionals[0];
  const run = commands[key];
  if (run === undefined) {
    console.error(`shopctl: there is no command ${JSON.stringify(two)}; there are ${Object.keys(commands).join(', ')}`);
    return 2;
  }
  mkdirSync(home, { recursive: true });
  const begun = Date.now();
  let outcome = 'ok';
  try {
    const printed = await run(values, positionals[key.split(' ').length]);
    if (printed) console.log(printed);
    return 0;
  } catch (error) {
    outcome = error instanceof Refused ? 'refused' : 'failed';
    console.error(error instanceof Refused ? error.message : `shopctl: ${error.message}`);
    return 1;
  } finally {
    const record = { kind: key, at: now().toISOString(), durationMs: Date.now() - begun, outcome };
    appendFileSync(join(home, 'requests.jsonl'), `${JSON.stringify(record)}\n`);
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(`shopctl: ${error.message}`);
    process.exitCode = 2;
  },
);

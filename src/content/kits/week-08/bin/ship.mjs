#!/usr/bin/env node
/** Reads the arguments of `ship`. Given. */
import { build } from '../src/build.mjs';
import { current, deploy, promote, rollback } from '../src/deploy.mjs';

const [command, ...rest] = process.argv.slice(2);
const commands = {
  build: async (folder = 'service') => console.log(await build(folder)),
  deploy: (environment, digest) => deploy(environment, digest),
  rollback: (environment) => rollback(environment),
  promote: (from, to) => promote(from, to),
  pipeline: async (...args) => {
    const [folder, environment] = args.length > 1 ? args : ['service', ...args];
    await deploy(environment, await build(folder));
  },
  status: async (environment) => {
    const { digest, slot, previous } = current(environment) ?? {};
    console.log(JSON.stringify({ digest, slot, previous }));
  },
};
try {
  if (!(command in commands)) throw new Error(`ship ${Object.keys(commands).join('|')}, not ${command}`);
  await commands[command](...rest);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
process.exit(0);

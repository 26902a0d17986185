#!/usr/bin/env node
/** Reads the arguments of `infra` and turns what is found into lines and exit codes. Given. */
import { apply, destroy, drift, plan, unlock } from '../src/infra.mjs';

const [command, name] = process.argv.slice(2);
/** Prints differences, or the sentence for none; 2 where there are some. */
const show = (changes, none) => {
  console.log(changes.length === 0 ? none : changes.join('\n'));
  return changes.length === 0 ? 0 : 2;
};
const commands = {
  plan: async () => show(await plan(name), 'No changes.'),
  drift: async () => show(await drift(name), 'No drift.'),
  apply: async () => (show(await apply(name), 'No changes.'), 0),
  destroy: async () => (await destroy(name), 0),
  unlock: async () => (await unlock(name), 0),
};
try {
  if (!(command in commands) || !name) throw new Error(`infra ${Object.keys(commands).join('|')} ENV`);
  process.exit(await commands[command]());
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

// Runs a tool of node_modules in the Node that the handbook needs: `node scripts/run-tool.mjs astro build`.
// On Linux (x64) npm puts the right Node first on the path by itself; elsewhere people bring their own.
// Plain JavaScript, so that an old Node gets as far as the message.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const least = [22, 18];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < least[0] || (major === least[0] && minor < least[1])) {
  console.error(
    `The handbook needs Node ${least.join('.')} or newer; this is ${process.versions.node} (${process.execPath}).\n` +
      'Install a newer one from https://nodejs.org. On Linux x64 `npm ci` brings one along: run the command through `npm run`.',
  );
  process.exit(1);
}

const [tool = '', ...args] = process.argv.slice(2);
/** Where the package is called otherwise than its command. */
const packages = { tsc: 'typescript' };
const folder = new URL(`../node_modules/${packages[tool] ?? tool}/`, import.meta.url);
const { bin } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
const script = fileURLToPath(new URL(typeof bin === 'string' ? bin : bin[tool], folder));

const child = spawn(process.execPath, [script, ...args], {
  stdio: 'inherit',
  env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
});
// What stops this process stops the tool: a container or an editor knows only this one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

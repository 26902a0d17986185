// npm start, after the build: serves dist/ and prints the address. PORT chooses the port.
import { fileURLToPath } from 'node:url';
import { siteAddress } from '../src/build/site-address.ts';
import { serveStatic } from '../src/build/static-server.ts';

const folder = fileURLToPath(new URL('../dist/', import.meta.url));
const { base } = siteAddress(process.env);
const wanted = Number(process.env['PORT'] ?? 4321);
if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
  console.error(`PORT is "${process.env['PORT']}"; expected a number from 0 to 65535`);
  process.exit(1);
}

const site = await serveStatic({ folder, base, port: wanted }).catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!taken || process.env['PORT']) throw error;
  return serveStatic({ folder, base, port: 0 });
});
console.log(`The handbook is at ${site.url} (Ctrl+C stops it)`);

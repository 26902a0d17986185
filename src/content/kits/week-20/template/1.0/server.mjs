// The service {{name}}. PORT comes from the platform; nothing here asks the platform for anything.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const runbook = readFileSync(new URL('runbook.md', import.meta.url), 'utf8');
const log = [];
let requests = 0;

const pages = {
  '/': () => 'hello from {{name}}\n',
  '/healthz': () => 'ok\n',
  '/_platform/dashboard': () => `requests_total{service="{{name}}"} ${requests}\n`,
  '/_platform/logs': () => `${log.join('\n')}\n`,
  '/_platform/trace': () => 'trace of the last request\n',
  '/_platform/owner': () => '{{owner}}\n',
  '/_platform/runbook': () => runbook,
};

createServer((request, response) => {
  const page = pages[request.url];
  requests += 1;
  log.push(JSON.stringify({ method: request.method, path: request.url }));
  if (log.length > 100) log.shift();
  response.writeHead(page ? 200 : 404, { 'content-type': 'text/plain' });
  response.end(page ? page() : 'not found\n');
}).listen(Number(process.env.PORT), '127.0.0.1');

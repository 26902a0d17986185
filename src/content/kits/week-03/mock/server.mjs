/**
 * Serves this folder and a small API on one port: `npm start`, then http://127.0.0.1:8080/
 *
 *   GET  /transactions        all of them            POST   /transactions      adds one, 201
 *   PUT  /transactions/ID     replaces one           DELETE /transactions/ID   removes one, 204
 *
 * Trouble on demand: PUT /mock with {"delay": ms, "fail": 500} or {"transactions": [...]}; GET /mock tells what arrived.
 * Environment: PORT (8080).
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.svg': 'image/svg+xml' };
const mock = { delay: 0, fail: 0, requests: 0, aborted: 0 };
let transactions = [];

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://mock');
  try {
    if (pathname === '/mock') return answer(response, 200, await control(request));
    if (/^\/transactions(\/|$)/.test(pathname)) return await api(request, response, pathname.split('/')[2]);
    serve(response, pathname);
  } catch (error) {
    answer(response, error instanceof SyntaxError ? 400 : 500, { title: error.message });
  }
}).listen(Number(process.env.PORT ?? 8080), '127.0.0.1');

async function control(request) {
  if (request.method === 'PUT') {
    const { transactions: list, ...settings } = await body(request);
    transactions = list ?? transactions;
    Object.assign(mock, settings);
  }
  return { ...mock, transactions };
}

async function api(request, response, id) {
  mock.requests += 1;
  response.on('close', () => (mock.aborted += response.writableEnded ? 0 : 1));
  const sent = await body(request);
  if (mock.delay > 0) await new Promise((resolve) => setTimeout(resolve, mock.delay));
  if (mock.fail > 0) return answer(response, mock.fail, { title: 'The mock server was told to fail' });
  const at = transactions.findIndex((each) => each.id === id);
  if (request.method === 'GET' && id === undefined) return answer(response, 200, transactions);
  if (request.method === 'POST' && id === undefined) {
    if (!isValid(sent)) return answer(response, 422, { title: 'Not a transaction' });
    transactions = [...transactions.filter((each) => each.id !== sent.id), sent];
    return answer(response, 201, sent);
  }
  if (at < 0) return answer(response, 404, { title: `There is no transaction ${id}` });
  if (request.method === 'DELETE') transactions.splice(at, 1);
  else if (request.method === 'PUT' && isValid(sent)) transactions[at] = sent;
  else return answer(response, 422, { title: 'Not a transaction' });
  return answer(response, request.method === 'DELETE' ? 204 : 200, sent);
}

function isValid(sent) {
  return Number.isInteger(sent?.amountCents) && sent.amountCents > 0 && /^\d{4}-\d\d-\d\d$/.test(sent.date);
}

async function body(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? undefined : JSON.parse(text);
}

function answer(response, status, data) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(status === 204 ? undefined : JSON.stringify(data));
}

function serve(response, pathname) {
  const file = join(root, normalize(pathname === '/' ? '/index.html' : decodeURIComponent(pathname)));
  if (!file.startsWith(root) || statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    return answer(response, 404, { title: `There is no file ${pathname}` });
  response.writeHead(200, { 'content-type': `${types[extname(file)] ?? 'application/octet-stream'}; charset=utf-8` });
  createReadStream(file).pipe(response);
}

// Expects a heartbeat; after silence it notifies the secondary, once, until the heart beats again.
import { createServer } from 'node:http';
import { answer, onCall } from './rota.mjs';

const limit = Number(process.env.HEARTBEAT_SECONDS ?? 300) * 1000;
const pages = [];
const silent = () => pages.push({ who: onCall().secondary, at: new Date().toISOString(), text: 'monitoring is silent' });
let timer = setTimeout(silent, limit);

createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/heartbeat') {
    clearTimeout(timer);
    timer = setTimeout(silent, limit);
    answer(response, 200, {});
  } else if (request.url === '/pages') answer(response, 200, pages);
  else answer(response, 404, {});
}).listen(Number(process.env.DEADMAN_PORT ?? 9912), '127.0.0.1');

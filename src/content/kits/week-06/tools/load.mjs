// node tools/load.mjs [URL=http://localhost:3000] [CLIENTS=100] [RATE=20] [SECONDS=300]
// 25 users with several tabs each, all in one room; prints what was delivered, how late, and a histogram as JSON.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';

const [url = 'http://localhost:3000', clients = '100', rate = '20', seconds = '300'] = process.argv.slice(2);
const tag = randomUUID().slice(0, 8);
const password = 'load-test-password';

async function post(path, body, cookie = '') {
  const headers = { 'content-type': 'application/json', origin: url, cookie };
  const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

const cookies = await Promise.all(
  Array.from({ length: Math.min(25, Number(clients)) }, async (_, i) => {
    await post('/auth/register', { name: `load-${tag}-${i}`, password });
    const login = await post('/auth/login', { name: `load-${tag}-${i}`, password });
    return login.headers.get('set-cookie').split(';')[0];
  }),
);
const room = await (await post('/rooms', { name: `load ${tag}` }, cookies[0])).json();
for (const cookie of cookies.slice(1)) await post(`/rooms/${room.id}/join`, {}, cookie);

const sentAt = new Map();
const latencies = [];
let duplicates = 0;
const tabs = await Promise.all(
  Array.from({ length: Number(clients) }, (_, i) => {
    const extraHeaders = { cookie: cookies[i % cookies.length], origin: url };
    const socket = io(url, { forceNew: true, transports: ['websocket'], extraHeaders });
    const seen = new Set();
    socket.on('message:new', ({ clientMsgId }) => {
      if (seen.has(clientMsgId)) duplicates += 1;
      seen.add(clientMsgId);
      latencies.push(performance.now() - sentAt.get(clientMsgId));
    });
    return new Promise((resolve, reject) => {
      socket.on('connect', () => resolve({ socket, seen }));
      socket.on('connect_error', (error) => reject(new Error(`no connection: ${error.message}`)));
    });
  }),
);

const total = Math.round(Number(rate) * Number(seconds));
const begun = performance.now();
const accepted = [];
const answers = [];
for (let i = 0; i < total; i += 1) {
  const due = begun + (i * 1000) / Number(rate);
  if (due > performance.now()) await sleep(due - performance.now());
  const clientMsgId = randomUUID();
  sentAt.set(clientMsgId, performance.now());
  const message = { roomId: room.id, clientMsgId, body: `message ${i}` };
  const answer = tabs[i % tabs.length].socket.timeout(5000).emitWithAck('message:send', message);
  answers.push(answer.then(({ ok }) => ok && accepted.push(clientMsgId)).catch(() => undefined));
}
await Promise.all(answers);
const missing = () => tabs.reduce((sum, { seen }) => sum + accepted.filter((id) => !seen.has(id)).length, 0);
for (let waited = 0; waited < 30 && missing() > 0; waited += 1) await sleep(100);

latencies.sort((a, b) => a - b);
const quantile = (q) => Math.round(10 * (latencies[Math.ceil(q * latencies.length) - 1] ?? NaN)) / 10;
const bounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, Infinity];
const below = bounds.map((bound) => latencies.filter((one) => one <= bound).length);
const histogram = bounds.map((bound, i) => [`<= ${bound} ms`, below[i] - (below[i - 1] ?? 0)]);
console.log(
  JSON.stringify({
    sent: total, accepted: accepted.length, deliveries: latencies.length, lost: missing(), duplicates,
    p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99), histogram: Object.fromEntries(histogram),
  }),
);
process.exit(0);

// Takes Alertmanager's webhook, notifies the primary, and the secondary where nobody acknowledges in time.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { answer, body, onCall } from './rota.mjs';

const delay = Number(process.env.ACK_SECONDS ?? 300) * 1000;
const timeline = process.env.TIMELINE_FILE ?? 'pages.jsonl';
const pages = new Map();

function write(kind, who, text) {
  appendFileSync(timeline, `${JSON.stringify({ at: new Date().toISOString(), who, kind, text })}\n`);
}

function notify(page, who) {
  page.notified.push({ who, at: new Date().toISOString() });
  write('page', who, `${page.alertname} (${page.id})`);
}

function take({ status, fingerprint, labels }) {
  const known = pages.get(fingerprint);
  if (status === 'resolved') {
    if (!known || known.status === 'resolved') return;
    known.status = 'resolved';
    clearTimeout(known.timer);
    write('resolved', 'alertmanager', `${known.alertname} (${known.id})`);
    return;
  }
  if (known?.status === 'firing') return;
  const page = { id: fingerprint, alertname: labels.alertname, status: 'firing', notified: [], acked: null };
  pages.set(fingerprint, page);
  const { primary, secondary } = onCall();
  notify(page, primary);
  page.timer = setTimeout(() => notify(page, secondary), delay);
}

createServer(async (request, response) => {
  const route = `${request.method} ${request.url}`;
  if (route === 'POST /alerts') {
    for (const alert of (await body(request)).alerts) take(alert);
    answer(response, 200, {});
  } else if (route === 'POST /ack') {
    const { id, who } = await body(request);
    const page = pages.get(id);
    if (!page) return answer(response, 404, { error: `there is no page ${id}` });
    page.acked = { who, at: new Date().toISOString() };
    clearTimeout(page.timer);
    write('ack', who, `${page.alertname} (${id})`);
    answer(response, 200, {});
  } else if (route === 'GET /pages') {
    answer(response, 200, [...pages.values()].map(({ timer, ...page }) => page));
  } else answer(response, 404, {});
}).listen(Number(process.env.PAGER_PORT ?? 9911), '127.0.0.1');

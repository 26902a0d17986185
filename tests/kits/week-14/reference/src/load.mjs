import { Agent, get } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { bucketOf } from './percentiles.mjs';

/** Sends GET requests in the open or the closed model; latency counts from the moment due. */
export async function load({ url, rate, seconds, model }) {
  const run = { sent: 0, errors: 0, refused: 0, histogram: {} };
  const agent = new Agent({ keepAlive: true });
  const interval = 1000 / rate;
  const begun = performance.now();
  const until = (due) => sleep(Math.max(0, begun + due - performance.now()));

  const send = async (due) => {
    run.sent += 1;
    const status = await statusOf(url, agent);
    const ms = performance.now() - begun - due;
    if (status === 429 || status === 503) run.refused += 1;
    else if (status >= 400 || status === 0) run.errors += 1;
    else run.histogram[bucketOf(ms)] = (run.histogram[bucketOf(ms)] ?? 0) + 1;
  };

  const open = [];
  for (let due = 0; due < seconds * 1000; ) {
    await until(due);
    const answer = send(due);
    if (model === 'open') {
      open.push(answer);
      due += interval;
    } else {
      await answer;
      // The next tick, and never the same one again because a timer was early.
      due = Math.max(due + interval, Math.ceil((performance.now() - begun) / interval) * interval);
    }
  }
  await Promise.all(open);
  agent.destroy();
  return run;
}

/** Status of one request, 0 where none comes. */
function statusOf(url, agent) {
  return new Promise((resolve) => {
    get(url, { agent, timeout: 10_000 }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    })
      .on('timeout', (request) => request?.destroy())
      .on('error', () => resolve(0));
  });
}

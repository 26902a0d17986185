/**
 * Open-model load without k6: node load-local.ts BASE CODES_FILE [RATE=1000] [WARM_S=60] [TEST_S=60]
 * Requests start on a fixed schedule; the latency of each is counted from when it should have
 * started, so that a stalled server cannot hide its stall by stalling the loader too.
 */
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomNumbers, sampler, zipf } from './zipf.ts';

/** What the loader needs to know of one answer. */
export interface Answered {
  ok: boolean;
  hit: boolean;
}

export interface Report {
  requests: number;
  failed: number;
  hitRatio: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p99: number;
}

/** The q-th quantile of a sorted list, by nearest rank. */
function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}

/**
 * Sends requests at a fixed rate and waits for all answers.
 * @param rate requests per second
 * @param seconds how long to send
 * @param send sends the next request; must not reject
 */
export async function drive(rate: number, seconds: number, send: () => Promise<Answered>): Promise<Report> {
  const total = Math.round(rate * seconds);
  const start = performance.now();
  const latencies: number[] = [];
  let failed = 0;
  let hits = 0;
  const flights: Promise<void>[] = [];
  for (let i = 0; i < total; i += 1) {
    const due = start + (i * 1000) / rate;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    flights.push(
      send().then((answer) => {
        latencies.push(performance.now() - due);
        if (!answer.ok) failed += 1;
        if (answer.hit) hits += 1;
      }),
    );
  }
  await Promise.all(flights);
  latencies.sort((a, b) => a - b);
  return {
    requests: total,
    failed,
    hitRatio: hits / total,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    p99: quantile(latencies, 0.99),
  };
}

/** GET without following the redirect; an error or 5 s of silence is a failed answer. */
export function follow(url: string, agent: Agent): Promise<Answered> {
  return new Promise((resolve) => {
    const request = get(url, { agent, timeout: 5000 }, (response) => {
      response.resume();
      response.on('end', () => {
        resolve({ ok: response.statusCode === 302, hit: response.headers['x-cache'] === 'hit' });
      });
      response.on('error', () => resolve({ ok: false, hit: false }));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve({ ok: false, hit: false }));
  });
}

if (process.argv[1] === import.meta.filename) {
  const [base = 'http://127.0.0.1:8080', file = 'codes.txt', rate = '1000', warm = '60', test = '60'] =
    process.argv.slice(2);
  const codes = readFileSync(file, 'utf8').trim().split('\n');
  const draw = sampler(zipf(codes.length), randomNumbers(9));
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const send = (): Promise<Answered> => follow(`${base}/${codes[draw()] ?? ''}`, agent);
  await drive(Number(rate), Number(warm), send);
  console.log(await drive(Number(rate), Number(test), send));
  agent.destroy();
}

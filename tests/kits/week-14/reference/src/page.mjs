import { Agent, get } from 'node:http';
import { performance } from 'node:perf_hooks';

/** Milliseconds for so many GET requests in sequence, on one connection or on a new one for each. */
export async function loadPage(url, requests, keepAlive) {
  const agent = new Agent({ keepAlive, maxSockets: 1 });
  const begun = performance.now();
  for (let sent = 0; sent < requests; sent += 1)
    await new Promise((resolve, reject) => {
      get(url, { agent }, (response) => response.resume().on('end', resolve)).on('error', reject);
    });
  const took = performance.now() - begun;
  agent.destroy();
  return took;
}

/** The same, counted in round trips. */
export const predictMs = (requests, rttMs, keepAlive) => (requests + (keepAlive ? 1 : requests)) * rttMs;

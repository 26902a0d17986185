// k6 run load.js -e BASE=http://127.0.0.1:8080 [-e RATE=1000] [-e WARM=5m] [-e TEST=5m]
// Needs codes.txt beside it: one existing code a line, the most popular first.
import http from 'k6/http';
import exec from 'k6/execution';
import { check } from 'k6';
import { SharedArray } from 'k6/data';
import { Rate } from 'k6/metrics';

const base = __ENV.BASE || 'http://127.0.0.1:8080';
const rate = Number(__ENV.RATE || 1000);
const warm = __ENV.WARM || '5m';
const codes = new SharedArray('codes', () => open('./codes.txt').trim().split('\n'));
const cumulative = new SharedArray('cumulative', () => {
  let sum = 0;
  return codes.map((_, i) => (sum += 1 / (i + 1)));
});
const hits = new Rate('cache_hits');

// An open model: requests start at the rate, however slow the answers are.
const arrivals = { executor: 'constant-arrival-rate', rate, timeUnit: '1s', preAllocatedVUs: 200, maxVUs: 1000 };

export const options = {
  scenarios: {
    warm: { ...arrivals, duration: warm, env: { SEED: '1' } },
    test: { ...arrivals, duration: __ENV.TEST || '5m', startTime: warm, env: { SEED: '2' } },
  },
  thresholds: {
    'http_req_duration{scenario:test}': ['p(95)<20', 'p(99)<50'],
    'checks{scenario:test}': ['rate>0.999'],
    'cache_hits{scenario:test}': ['rate>=0.90'],
    'dropped_iterations{scenario:test}': ['count<1'], // dropped: k6 could not keep up, the run says nothing
  },
};

/** A number in [0, 1) for each iteration: the same whichever virtual user runs it. */
function uniform(iteration, seed) {
  let x = (Math.imul(iteration + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return ((x ^ (x >>> 15)) >>> 0) / 4294967296;
}

/** Zipf with s = 1: the i-th code of the file gets a share proportional to 1/i. */
function pick(u) {
  const wanted = u * cumulative[cumulative.length - 1];
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cumulative[middle] <= wanted) low = middle + 1;
    else high = middle;
  }
  return codes[low];
}

export default function () {
  const code = pick(uniform(exec.scenario.iterationInTest, Number(__ENV.SEED)));
  // One name for all codes, or k6 keeps a time series for each; no redirect is followed.
  const answer = http.get(`${base}/${code}`, { redirects: 0, tags: { name: 'GET /:code' } });
  check(answer, { 'is a 302': (r) => r.status === 302 });
  hits.add(answer.headers['X-Cache'] === 'hit');
}

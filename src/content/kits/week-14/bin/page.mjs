/** page --url U --requests 6 --keep-alive yes|no --rtt 40: measured and predicted milliseconds. Given. */
import { parseArgs } from 'node:util';
import { loadPage, predictMs } from '../src/page.mjs';

const text = { type: 'string' };
const { values } = parseArgs({ options: { url: text, requests: text, 'keep-alive': text, rtt: text } });
const keep = values['keep-alive'] === 'yes';
const requests = Number(values.requests);
console.log(
  JSON.stringify({
    measured: await loadPage(values.url, requests, keep),
    predicted: predictMs(requests, Number(values.rtt), keep),
  }),
);
process.exit(0);

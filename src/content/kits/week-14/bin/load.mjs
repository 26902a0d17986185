/** load --url U --rate 100 --seconds 6 --model open|closed. Given. */
import { parseArgs } from 'node:util';
import { load } from '../src/load.mjs';

const text = { type: 'string' };
const { values } = parseArgs({ options: { url: text, rate: text, seconds: text, model: text } });
console.log(
  JSON.stringify(
    await load({ url: values.url, rate: Number(values.rate), seconds: Number(values.seconds), model: values.model }),
  ),
);
process.exit(0);

/** usl POINTS.json --at 48: the fit, its peak, and the prediction for one number of workers. Given. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fit, peak, throughput } from '../src/usl.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { at: { type: 'string' } } });
const scaling = fit(JSON.parse(readFileSync(positionals[0], 'utf8')));
console.log(JSON.stringify({ ...scaling, peak: peak(scaling), predicted: throughput(scaling, Number(values.at)) }));

/** compare 421,418,433 262,255,259: the chance that noise alone looks at least as good. Given. */
import { byChance } from '../src/noise.mjs';

const [before, after] = process.argv.slice(2).map((list) => list.split(',').map(Number));
console.log(JSON.stringify({ byChance: byChance(before, after) }));

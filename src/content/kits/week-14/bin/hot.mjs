/** hot PROFILE.cpuprofile: the five hottest functions. Given. */
import { readFileSync } from 'node:fs';
import { hottest } from '../src/hot.mjs';

console.log(JSON.stringify(hottest(JSON.parse(readFileSync(process.argv[2], 'utf8')))));

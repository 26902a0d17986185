// npm run urls:release, after a build at the root: adds every address of dist/ to the list of those that
// were released and so have to lead somewhere for good. Nothing is ever taken out of the list.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { htmlFiles, pathOfFile } from '../src/build/html-files.ts';

const list = new URL('../tests/edition/site/released-urls.txt', import.meta.url);
const released = readFileSync(list, 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const built = htmlFiles(fileURLToPath(new URL('../dist/', import.meta.url)))
  .filter((file) => file !== '404.html')
  .map(pathOfFile);
const all = [...new Set([...released, ...built])].sort();
writeFileSync(list, `${all.join('\n')}\n`);
console.log(`${all.length - released.length} addresses added, ${all.length} in all`);

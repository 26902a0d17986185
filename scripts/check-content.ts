import { parseArgs } from 'node:util';
import { checkContent } from '../src/disk/check-content.ts';
import { formatProblems } from '../src/handbook/problem.ts';

const { values } = parseArgs({ options: { root: { type: 'string', default: process.cwd() } } });
const { problems, pages } = await checkContent(values.root);
if (problems.length > 0) {
  console.error(formatProblems(problems));
  process.exitCode = 1;
} else {
  console.log(`The content is sound: ${pages} ${pages === 1 ? 'page' : 'pages'} checked.`);
}

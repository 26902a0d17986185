// Writes the settings of a cohort: `npm run cohort:init`, or with flags:
// `npm run cohort:init -- --name "Reading group" --start 2027-01-11 --zone Europe/Berlin`.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { parseDocument } from 'yaml';
import { checkData } from '../src/disk/read-data.ts';
import { formatProblems } from '../src/handbook/problem.ts';
import { cohort } from '../src/schema/cohort.ts';

const file = 'src/cohort/settings.yaml';
const questions = {
  name: 'What is the site called?',
  description: 'What is it, in one sentence?',
  start: 'On which day does the first unit begin (YYYY-MM-DD)? Empty for no dates.',
  zone: 'In which time zone are the meetings, such as Europe/Berlin? Empty for UTC.',
  attribution: 'Who is to be named when the content is used further? Empty to leave it.',
} as const;
type Key = keyof typeof questions;

const { values } = parseArgs({
  options: Object.fromEntries(Object.keys(questions).map((key) => [key, { type: 'string' as const }])),
});
const document = parseDocument(existsSync(file) ? readFileSync(file, 'utf8') : '');
const answers = new Map<Key, string>();
const asks = process.stdin.isTTY && Object.keys(values).length === 0;
const terminal = asks ? createInterface({ input: process.stdin, output: process.stdout }) : undefined;
for (const key of Object.keys(questions) as Key[]) {
  const given = values[key] ?? (terminal ? await terminal.question(`${questions[key]}\n> `) : '');
  if (typeof given === 'string' && given.trim() !== '') answers.set(key, given.trim());
}
terminal?.close();

if (answers.size === 0) {
  console.error(
    `Nothing to write: answer the questions, or name ${Object.keys(questions)
      .map((key) => `--${key}`)
      .join(', ')}.`,
  );
  process.exit(2);
}
document.set('version', 1);
// Written once: the events of the calendar are told from those of other cohorts by it.
if (!document.has('id')) document.set('id', `cohort-${randomUUID().slice(0, 8)}`);
for (const [key, value] of answers) document.setIn(key === 'attribution' ? ['attribution', 'text'] : [key], value);
const text = document.toString({ lineWidth: 0 });
const { value, problems } = checkData(text, 1, file, cohort);
if (value) {
  mkdirSync('src/cohort', { recursive: true });
  writeFileSync(file, text);
  console.log(`${file} is written. \`npm run cohort:check\` says what it means in dates.`);
} else {
  console.error(formatProblems(problems));
  process.exitCode = 1;
}

// Reports: the five metrics of DORA for a service, and the survey as it was answered.
import { readFileSync } from 'node:fs';
import { Refused } from './state.mjs';

const rowsOf = (file) => {
  const [header, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell])));
};
const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length === 0 ? null : (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
};

export function dora({ file, days }) {
  if (!file || !(Number(days) > 0)) throw new Refused('give --file CSV and --days N, the working days it covers');
  const deploys = rowsOf(file);
  const failures = deploys.filter((each) => each.caused_failure === 'true');
  const rework = deploys.filter((each) => each.rework === 'true');
  const minutes = (from, to) => (Date.parse(to) - Date.parse(from)) / 60_000;
  return JSON.stringify({
    deploysPerDay: deploys.length / Number(days),
    leadTimeHours: median(deploys.map((each) => minutes(each.committed_at, each.deployed_at) / 60)),
    changeFailRate: failures.length / deploys.length,
    recoveryMinutes: median(failures.filter((each) => each.recovered_at).map((each) => minutes(each.deployed_at, each.recovered_at))),
    reworkRate: rework.length / deploys.length,
    n: deploys.length,
  });
}

export function survey({ file }) {
  if (!file) throw new Refused('give --file CSV, with the header q1,q2,q3,q4,q5');
  const answers = rowsOf(file);
  const text = readFileSync(new URL('../data/survey.md', import.meta.url), 'utf8');
  const questions = [...text.matchAll(/^(\d)\. (.*)$/gm)].map(([, number, words]) => ({ key: `q${number}`, words }));
  const head = answers.length < 3 ? `n = ${answers.length}: too few to conclude anything from` : `n = ${answers.length}`;
  return [head, ...questions.map(({ key, words }) => `${words}\n  ${answers.map((each) => each[key]).join(' ')}`)].join('\n');
}

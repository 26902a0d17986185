// The log of an incident: declare, role, update, note, resolve, show; and what an outage costs: budget.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = process.env.INCIDENTS_DIR ?? 'incidents';
const now = process.env.INCIDENT_NOW ?? new Date().toISOString();
const kinds = ['start', 'page', 'decision', 'mitigate', 'cause', 'handover'];

class Usage extends Error {}

const names = ['sev', 'title', 'ic', 'name', 'who', 'to', 'text', 'kind', 'reason', 'target', 'days', 'minutes', 'ratio'];
const options = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));

function need(values, ...wanted) {
  for (const name of wanted) if (!values[name]) throw new Usage(`--${name} is missing`);
}

function log(id, kind, who, text, reason) {
  const entry = { at: now, who, kind, text, ...(reason && { reason }) };
  appendFileSync(join(root, id, 'timeline.jsonl'), `${JSON.stringify(entry)}\n`);
}

function entries(id) {
  const file = join(root, id, 'timeline.jsonl');
  if (!existsSync(file)) throw new Usage(`there is no incident ${id}`);
  return readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
}

/** Minutes from the first entry of one kind to the first of another, or null. */
function between(all, from, to) {
  const [begin, end] = [from, to].map((kind) => all.find((entry) => entry.kind === kind)?.at);
  return begin && end ? Math.round((Date.parse(end) - Date.parse(begin)) / 6000) / 10 : null;
}

const commands = {
  declare(id, values) {
    need(values, 'sev', 'title', 'ic');
    mkdirSync(join(root, id), { recursive: true });
    writeFileSync(join(root, id, 'incident.json'), JSON.stringify({ id, sev: Number(values.sev), title: values.title, declared: now }, null, 2));
    const postmortem = join(root, id, 'postmortem.md');
    if (!existsSync(postmortem)) writeFileSync(postmortem, `# Postmortem: ${values.title}\n\n## Impact\n\n## Contributing factors\n\n## Actions\n`);
    log(id, 'declare', values.ic, `SEV${values.sev}: ${values.title}`);
    log(id, 'role', values.ic, 'commander');
  },
  role(id, values) {
    need(values, 'name', 'who');
    entries(id);
    log(id, 'role', values.who, values.name);
  },
  update(id, values) {
    need(values, 'to', 'text', 'who');
    entries(id);
    log(id, 'update', values.who, `${values.to}: ${values.text}`);
  },
  note(id, values) {
    need(values, 'kind', 'who', 'text');
    if (!kinds.includes(values.kind)) throw new Usage(`--kind is one of ${kinds.join(', ')}`);
    if (values.kind === 'decision') need(values, 'reason');
    entries(id);
    log(id, values.kind, values.who, values.text, values.reason);
  },
  resolve(id, values) {
    need(values, 'who');
    if (!entries(id).some(({ kind }) => kind === 'mitigate')) throw new Usage('no entry “mitigate”: what made users well again?');
    log(id, 'resolve', values.who, 'objective met for 30 minutes');
  },
  show(id) {
    const all = entries(id);
    const times = { detectMin: ['start', 'page'], declareMin: ['page', 'declare'], firstUpdateMin: ['declare', 'update'], mitigateMin: ['declare', 'mitigate'] };
    console.log(JSON.stringify(Object.fromEntries(Object.entries(times).map(([name, [from, to]]) => [name, between(all, from, to)]))));
  },
  budget(_, values) {
    need(values, 'target', 'days', 'minutes', 'ratio');
    const budgetMin = (1 - Number(values.target)) * Number(values.days) * 1440;
    const spentMin = Number(values.minutes) * Number(values.ratio);
    const round = (value) => Math.round(value * 100) / 100;
    console.log(JSON.stringify({ budgetMin: round(budgetMin), spentMin: round(spentMin), spentPercent: round((100 * spentMin) / budgetMin) }));
  },
};

try {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command, id] = positionals;
  if (!Object.hasOwn(commands, command ?? '')) throw new Usage(`usage: incident ${Object.keys(commands).join('|')}`);
  if (command !== 'budget' && !id) throw new Usage('the id of the incident is missing');
  commands[command](id, values);
} catch (error) {
  if (!(error instanceof Usage)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

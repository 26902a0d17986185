// Plays a schedule of injects: node gameday/play.mjs SCHEDULE [--log FILE] [--minute-seconds 60] [--wait-up-to MINUTES] [--shop URL]
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    log: { type: 'string', default: 'gameday.log' },
    'minute-seconds': { type: 'string', default: '60' },
    'wait-up-to': { type: 'string', default: '0' },
    shop: { type: 'string', default: 'http://127.0.0.1:9900' },
  },
});
function stop(reason) {
  console.error(reason);
  process.exit(2);
}

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const [file] = positionals;
if (!file || !existsSync(file)) stop(`no schedule ${file ?? ''}: node gameday/play.mjs gameday/gd1.json`);
const schedule = read(file);
const injects = read(new URL('injects.json', import.meta.url));
const unknown = schedule.events.find(({ inject }) => inject && !Object.hasOwn(injects, inject));
if (unknown) stop(`${file}: no inject “${unknown.inject}”; there are ${Object.keys(injects).join(', ')}`);
await fetch(`${values.shop}/metrics`).catch(() => stop(`no shop answers at ${values.shop}: SHOP_PORT=9900 node gameday/shop.mjs`));
const minute = Number(values['minute-seconds']) * 1000;
const active = new Map();

/** Writes to the facilitator's log, which holds the truth that the responders do not see. */
function record(kind, text) {
  appendFileSync(values.log, `${JSON.stringify({ at: new Date().toISOString(), kind, text })}\n`);
}

async function setFault(name, { journey, errors }) {
  const body = JSON.stringify({ id: `${name}/${journey}`, journey, errors });
  await fetch(`${values.shop}/inject`, { method: 'POST', body }).catch(() => stop(`the shop at ${values.shop} has stopped: start it and this game again`));
}

async function happen(event) {
  if (event.say) console.log(`\n>> ${event.say}`);
  if (!event.inject) return;
  const inject = injects[event.inject];
  active.set(event.inject, inject);
  record('start', `${event.inject}: ${inject.cause}`);
  for (const fault of inject.faults) await setFault(event.inject, fault);
  console.log(`\n>> ${inject.seen}`);
}

async function act(word) {
  const helped = [...active].filter(([, inject]) => inject.mitigations.includes(word));
  for (const [name, inject] of helped) {
    for (const fault of inject.faults) await setFault(name, { ...fault, errors: 0 });
    active.delete(name);
    record('mitigated', `${name} by ${word}`);
  }
  const worse = [...active.values()].map((inject) => inject.worse?.[word]).find(Boolean);
  record('do', word);
  console.log(worse ?? (helped.length > 0 ? `${word}: done. Watch the ratio.` : `${word}: done. Nothing changes.`));
}

function look(word) {
  const found = [...active.values()].map((inject) => inject.look[word]).filter(Boolean);
  record('look', word);
  console.log(found.join('\n') || `${word}: nothing unusual.`);
}

const wait = Math.random() * Number(values['wait-up-to']) * minute;
if (wait > 0) console.log('The game starts at a moment that you do not know. Go on with your work.');
const timers = schedule.events.map((event) => setTimeout(() => void happen(event), wait + event.minute * minute));
const input = createInterface({ input: process.stdin });
input.on('line', async (line) => {
  const [verb, word = ''] = line.trim().split(/\s+/);
  if (verb === 'look') look(word);
  else if (verb === 'do') await act(word);
  else if (verb === 'end') {
    timers.forEach(clearTimeout);
    for (const [name, inject] of active) for (const fault of inject.faults) await setFault(name, { ...fault, errors: 0 });
    record('end', [...active.keys()].join(', ') || 'all faults were mitigated');
    process.exit(0); // An open pipe at stdin would keep a program alive that has nothing left to do.
  } else console.log('look deploys|logs|database|broker|cache|dns|certificate|tenants|jobs · do rollback|… · end');
});

/** Threat model as code. Usage: node check-model.ts parcelo.model.yaml [YYYY-MM-DD] */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Flow {
  id: number;
  from: string;
  to: string;
  crosses?: string[];
}
interface Threat {
  id: string;
  flows: number[];
  response: 'mitigate' | 'eliminate' | 'transfer' | 'accept';
  owner?: string;
  /** Path of a test, alert or check that fails when the mitigation is removed. */
  evidence?: string;
  /** ISO date by which a mitigation stands, and the one on which it did. */
  due?: string;
  done?: string;
  /** ISO date after which an acceptance no longer holds. */
  expires?: string;
}
export interface Model {
  elements: Record<string, string>;
  boundaries: Record<string, string>;
  flows: Flow[];
  threats: Threat[];
}

// #region faults
/** What is wrong with the model on that day (ISO date), one line for each fault; none if it may be merged. */
export function faults(model: Model, today: string): string[] {
  const found: string[] = [];
  const covered = new Set(model.threats.flatMap(({ flows }) => flows));
  for (const { id, from, to, crosses = [] } of model.flows) {
    for (const end of [from, to]) if (!(end in model.elements)) found.push(`flow ${id}: no element ${end}`);
    for (const boundary of crosses)
      if (!(boundary in model.boundaries)) found.push(`flow ${id}: no boundary ${boundary}`);
    if (crosses.length > 0 && !covered.has(id)) found.push(`flow ${id} crosses ${crosses.join()} without a threat`);
  }
  for (const threat of model.threats) {
    for (const flow of threat.flows)
      if (!model.flows.some(({ id }) => id === flow)) found.push(`${threat.id}: no flow ${flow}`);
    found.push(...faultsOfDecision(threat, today).map((fault) => `${threat.id}: ${fault}`));
  }
  return found;
}

function faultsOfDecision({ response, owner, evidence, due, done, expires }: Threat, today: string): string[] {
  const found: string[] = [];
  if (!owner) found.push(`${response} has no owner`);
  if (response === 'mitigate' && !evidence) found.push('mitigate has no evidence');
  if (response === 'mitigate' && !due) found.push('mitigate has no due date');
  if (due && due < today && !done) found.push(`was due on ${due}`);
  if (response === 'accept' && !expires) found.push('accept has no expiry date');
  if (response === 'accept' && expires && expires < today) found.push(`acceptance ended on ${expires}`);
  return found;
}
// #endregion faults

// #region prompts
const perElement: Record<string, string> = { external: 'SR', process: 'STRIDE', store: 'TID', 'audit-store': 'TRID' };

/** The STRIDE questions the diagram raises, as "S gateway" or "T flow 5". */
export function prompts({ elements, flows }: Model): string[] {
  const ask = (letters: string, name: string) => [...letters].map((letter) => `${letter} ${name}`);
  return [
    ...flows.flatMap(({ id }) => ask('TID', `flow ${id}`)),
    ...Object.entries(elements).flatMap(([name, kind]) => ask(perElement[kind] ?? '', name)),
  ];
}
// #endregion prompts

/** A model from YAML text; dates stay strings. */
export const read = (text: string) => parse(text) as Model;

if (import.meta.main) {
  const [file = 'parcelo.model.yaml', today = new Date().toISOString().slice(0, 10)] = process.argv.slice(2);
  const found = faults(read(readFileSync(file, 'utf8')), today);
  console.log(found.length > 0 ? found.join('\n') : 'complete');
  process.exitCode = found.length > 0 ? 1 : 0;
}

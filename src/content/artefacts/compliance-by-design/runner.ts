/** Runs controls, chains and signs their evidence, and says what is not covered. */
import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { checks, type Finding, type Systems, type Threshold } from './checks.ts';

export interface Control {
  id: string;
  statement: string;
  mapsTo: string[];
  owner: string;
  query: keyof Systems;
  threshold: Threshold;
  frequency: string;
  evidencePath: string;
  /** Covers the violations it names and no other. */
  waiver?: { covers: string[]; reason: string; compensating: string; owner: string; until: string };
}
export interface Catalogue {
  requirements: string[];
  controls: Control[];
}
export interface Evidence extends Finding {
  control: string;
  at: string;
  result: 'pass' | 'fail' | 'waived';
  /** Hash of the entry before: removing or changing one breaks every later hash. */
  previous: string;
  hash: string;
  signature: string;
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const start = digest('the first entry has no predecessor');
const body = ({ hash: _, signature: __, ...rest }: Evidence) => JSON.stringify(rest);

// #region run
/** One entry for each control. A waiver that is over is no waiver, and a new violation is not waived. An unreadable system is a failure, not a pass. */
export function run(catalogue: Catalogue, systems: Systems, now: Date, key: KeyObject, last = start): Evidence[] {
  let previous = last;
  return catalogue.controls.map((control) => {
    const found = checks[control.query](systems, control.threshold, now);
    const waiver = control.waiver && now <= new Date(`${control.waiver.until}T23:59:59Z`) ? control.waiver.covers : [];
    const open = found.violations.filter((violation) => !waiver.includes(violation));
    const result = found.population === 0 || open.length > 0 ? 'fail' : found.violations.length > 0 ? 'waived' : 'pass';
    const entry: Evidence = { control: control.id, at: now.toISOString(), result, ...found, previous, hash: '', signature: '' };
    entry.hash = digest(body(entry));
    entry.signature = sign(null, Buffer.from(entry.hash), key).toString('base64');
    previous = entry.hash;
    return entry;
  });
}

/** Index of the first entry that was changed, removed, reordered or not signed by us; -1 when the chain holds. */
export function brokenAt(chain: readonly Evidence[], key: KeyObject, last = start): number {
  return chain.findIndex((entry, index) => {
    const previous = index === 0 ? last : chain[index - 1]?.hash;
    const signed = verify(null, Buffer.from(entry.hash), key, Buffer.from(entry.signature, 'base64'));
    return entry.previous !== previous || entry.hash !== digest(body(entry)) || !signed;
  });
}

/** Requirements that nothing answers, and controls that answer nothing. */
export function coverage({ requirements, controls }: Catalogue): { uncovered: string[]; unneeded: string[] } {
  const covered = new Set(controls.flatMap(({ mapsTo }) => mapsTo));
  return {
    uncovered: requirements.filter((requirement) => !covered.has(requirement)),
    unneeded: controls.filter(({ mapsTo }) => !mapsTo.some((target) => requirements.includes(target))).map(({ id }) => id),
  };
}
// #endregion run

import type { Evidence } from './evidence.ts';
import type { Match } from './fields.ts';
import type { Hit } from './model.ts';
import type { Plan } from './plan.ts';

/** What a phrase has of a query: for each slot how well, and at which place. */
interface Found {
  length: number;
  fit: number[];
  at: number[];
}

/**
 * Compares what readers type with a query, as far as the evidence tells.
 * @returns for each entry its phrases that have anything of it
 */
export function phraseMatches({ slots, ways }: Plan, evidence: Evidence | undefined): Map<number, Match[]> {
  const found = new Map<number, Map<number, Found>>();
  const note = ({ entry, phrased = [] }: Hit, slot: number, fit: number) => {
    for (const { phrase, length, at } of phrased) {
      const ofEntry = found.get(entry) ?? new Map<number, Found>();
      const one = ofEntry.get(phrase) ?? { length, fit: [], at: [] };
      if (fit > (one.fit[slot] ?? 0)) [one.fit[slot], one.at[slot]] = [fit, at];
      found.set(entry, ofEntry.set(phrase, one));
    }
  };
  evidence?.slots.forEach((hits, slot) => hits.forEach((hit) => note(hit, slot, 1)));
  ways.forEach(({ from, to }, way) => {
    for (const hit of evidence?.ways[way] ?? []) for (let slot = from; slot < to; slot += 1) note(hit, slot, 0.9);
  });
  return new Map(
    [...found].map(([entry, phrases]) => [entry, [...phrases.values()].map((one) => match(one, slots.length))]),
  );
}

function match({ length, fit, at }: Found, slots: number): Match {
  const matched = new Set(at.filter((_, slot) => (fit[slot] ?? 0) > 0)).size;
  const beside = fit.filter((value, slot) => slot > 0 && value > 0 && at[slot] === (at[slot - 1] ?? -9) + 1).length;
  const complete = matched >= length;
  return {
    fit: Array.from({ length: slots }, (_, slot) => fit[slot] ?? 0),
    whole: complete && matched === slots ? 1 : 0,
    run: beside / Math.max(1, slots - 1),
    tight: Math.min(1, matched / Math.max(1, length)),
    complete: complete && length > 1,
    phrase: complete && length > 2 && beside === length - 1,
    begins: false,
  };
}

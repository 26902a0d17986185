import type { Readout } from './evidence.ts';
import { type Field, type Fields, type Match, type Matcher, noMatch } from './fields.ts';
import type { SearchData } from './model.ts';

/** One plan with everything that is compared with it. */
export interface Inquiry {
  data: SearchData;
  names: Fields;
  slots: readonly number[];
  match: Matcher['match'];
  /** Share of the query in what fits each slot, rare words counting more. */
  share: (fit: readonly number[]) => number;
  /** How strongly a name speaks for what bears it. */
  strength: (match: Match) => number;
  readout: Readout;
  /** By entry, what its phrases have of the query. */
  phrases: ReadonlyMap<number, readonly Match[]>;
  /** Words of the query: one may be the kind of thing that is looked for. */
  asked: ReadonlySet<string>;
}

/** The strongest of some names, and its position; -1 where none has anything of the query. */
export function strongest({ strength }: Inquiry, matches: readonly Match[]): [match: Match, index: number] {
  let best: [Match, number] = [noMatch, -1];
  let highest = 0;
  matches.forEach((found, index) => {
    const value = strength(found) + found.whole;
    if (value > highest) [best, highest] = [[found, index], value];
  });
  return best;
}

/** How well a name fits a slot, 0 to 1. */
export function fitOf({ fit }: Match, slot: number): number {
  return fit[slot] ?? 0;
}

/** A name of nothing. */
export const noField: Field = { ids: [], key: '', plain: '', full: '', telling: 0 };

/** 1 for what has any of it. */
export function covered(value: number): number {
  return value > 0 ? 1 : 0;
}

/** Two independent signs of one thing, each 0 to 1. */
export function either(a: number, b: number): number {
  return 1 - (1 - a) * (1 - b);
}

import { levels, passMark } from '../rubric.ts';
import { type Entries, type LevelKey, readKey } from './entry.ts';

/** A criterion with its weight in per cent. */
export interface Criterion {
  id: string;
  weight: number;
}
export type Levels = Readonly<Record<string, LevelKey>>;

/** What a rubric comes to. */
export interface Result {
  /** Points so far, out of 100. */
  points: number;
  /** Criteria without a level. */
  open: number;
  /** Criteria that are below: with one of them the work does not pass. */
  below: readonly string[];
  /** Undefined while criteria are open. */
  passes: boolean | undefined;
}

/** Applies the weights: the share of each level times the weight of its criterion. */
export function resultOf(criteria: readonly Criterion[], given: Levels): Result {
  const scored = criteria.filter(({ id }) => Object.hasOwn(given, id));
  const points = scored.reduce((sum, { id, weight }) => sum + weight * shareOf(given[id]), 0);
  const below = scored.filter(({ id }) => given[id] === 'below').map(({ id }) => id);
  const open = criteria.length - scored.length;
  return {
    points: Math.round(points * 10) / 10,
    open,
    below,
    passes: open > 0 ? undefined : points >= passMark && below.length === 0,
  };
}

/** One's own scores of a page by day, each with what was still valid from the days before. */
export function historyOf(entries: Entries, page: string): { day: string; levels: Levels }[] {
  const scores = [...entries]
    .flatMap(([key, entry]) => {
      const parts = readKey(key);
      return entry.kind === 'score' && parts?.page === page
        ? [{ day: parts.rest, criterion: parts.item, level: entry.level }]
        : [];
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const valid = new Map<string, LevelKey>();
  const days = new Map<string, Levels>();
  for (const { day, criterion, level } of scores) {
    if (level === null) valid.delete(criterion);
    else valid.set(criterion, level);
    days.set(day, Object.fromEntries(valid));
  }
  return [...days].map(([day, levels]) => ({ day, levels }));
}

/** The levels that one gives oneself at present. */
export function levelsOf(entries: Entries, page: string): Levels {
  return historyOf(entries, page).at(-1)?.levels ?? {};
}

/** How far two people who scored the same work agree. */
export interface Agreement {
  /** Criteria that both have scored. */
  pairs: number;
  /** Of these, those with the same level. */
  exact: number;
  /** Of these, those at most one level apart. */
  near: number;
  /** Cohen's kappa with quadratic weights; undefined where both use one level throughout. */
  kappa: number | undefined;
}

/** Below so many pairs kappa says next to nothing and is not shown. */
export const enoughPairs = 20;

/** Agreement over pairs of levels, one's own first. */
export function agreementOf(pairs: readonly (readonly [LevelKey, LevelKey])[]): Agreement {
  const ranks = pairs.map(([mine, theirs]) => [rankOf(mine), rankOf(theirs)] as const);
  const apart = ranks.map(([mine, theirs]) => Math.abs(mine - theirs));
  const observed = apart.reduce((sum, distance) => sum + distance ** 2, 0);
  let expected = 0;
  for (const [mine] of ranks) for (const [, theirs] of ranks) expected += (mine - theirs) ** 2 / ranks.length;
  return {
    pairs: pairs.length,
    exact: apart.filter((distance) => distance === 0).length,
    near: apart.filter((distance) => distance <= 1).length,
    kappa: expected > 0 ? 1 - observed / expected : undefined,
  };
}

/** Pairs of levels that two people gave to the same criteria. */
export function pairsOf(mine: Levels, theirs: Levels): (readonly [LevelKey, LevelKey])[] {
  return Object.entries(mine).flatMap(([criterion, level]) => {
    const other = Object.hasOwn(theirs, criterion) ? theirs[criterion] : undefined;
    return other ? [[level, other] as const] : [];
  });
}

function rankOf(level: LevelKey): number {
  return levels.findIndex(({ key }) => key === level);
}

function shareOf(level: LevelKey | undefined): number {
  return levels.find(({ key }) => key === level)?.share ?? 0;
}

import type { Label } from './labels.ts';

/** One query with the addresses that were found for it, best first, from the root of the handbook. */
export interface Outcome {
  label: Label;
  found: readonly string[];
}

/** How well a set of queries was answered. All but `queries` and `zero` are shares, 0 to 1. */
export interface Measures {
  queries: number;
  /** A right page first; among the first three. */
  first: number;
  three: number;
  /** Mean reciprocal rank of the first right page, 0 beyond the tenth. */
  mrr: number;
  /** Normalised discounted cumulative gain of the first ten: a right page 1, the first label 3. */
  ndcg: number;
  /** Queries without any result. */
  zero: number;
  /** Of the queries that ask for a section: the first link to a right page leads to the right place. */
  section: number;
}

/**
 * Measures of some outcomes.
 * @param homes page that explains a term, by the address of its definition: to be led to the definition
 *   of the very thing is as good as to be led to that page
 */
export function measure(outcomes: readonly Outcome[], homes: ReadonlyMap<string, string>): Measures {
  const ranks = outcomes.map((outcome) => rankOf(outcome, homes));
  const asked = outcomes.filter(({ label }) => label.sections.length > 0);
  const share = (count: number, of: number) => (of === 0 ? 1 : count / of);
  return {
    queries: outcomes.length,
    first: share(ranks.filter((rank) => rank === 1).length, outcomes.length),
    three: share(ranks.filter((rank) => rank <= 3).length, outcomes.length),
    mrr: mean(ranks.map((rank) => (rank <= 10 ? 1 / rank : 0))),
    ndcg: mean(outcomes.map((outcome) => gain(outcome, homes))),
    zero: outcomes.filter(({ found }) => found.length === 0).length,
    section: share(asked.filter(leadsToSection).length, asked.length),
  };
}

/** Rank of the first right page, from 1; Infinity where there is none. */
export function rankOf({ label, found }: Outcome, homes: ReadonlyMap<string, string>): number {
  const at = found.findIndex((path) => label.pages.includes(pageOf(path, homes)));
  return at < 0 ? Infinity : at + 1;
}

/** Whether the first link to a right page leads to the right section. */
export function leadsToSection({ label, found }: Outcome): boolean {
  const first = found.find((path) => label.pages.includes(path.replace(/#.*/, '')));
  return first !== undefined && label.sections.includes(first);
}

function pageOf(path: string, homes: ReadonlyMap<string, string>): string {
  return homes.get(path) ?? path.replace(/#.*/, '');
}

function gain({ label, found }: Outcome, homes: ReadonlyMap<string, string>): number {
  const worth = (page: string) => (page === label.pages[0] ? 3 : label.pages.includes(page) ? 1 : 0);
  const seen = new Set<string>();
  const gains = found.slice(0, 10).map((path) => {
    const page = pageOf(path, homes);
    const value = seen.has(page) ? 0 : worth(page);
    seen.add(page);
    return value;
  });
  const ideal = label.pages.map(worth).sort((a, b) => b - a);
  return discounted(gains) / discounted(ideal.slice(0, 10));
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((total, value, index) => total + value / Math.log2(index + 2), 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length;
}

import type { Label } from './labels.ts';

/** One query with the addresses that were found for it, best first, from the root of the handbook. */
export interface Outcome {
  label: Label;
  found: readonly string[];
}

/** How well a set of queries was answered. All but `queries` and `zero` are shares, 0 to 1. */
export interface Measures {
  queries: number;
  /** A right page or definition first; among the first three. */
  first: number;
  three: number;
  /** Mean reciprocal rank of the first right page, 0 beyond the tenth. */
  mrr: number;
  /** Normalised discounted cumulative gain of the first ten: a right page 1, the first label 3. */
  ndcg: number;
  /** Queries without any result. */
  zero: number;
  /** Of the queries that ask for a section: the first right answer leads to the right place. */
  section: number;
}

/** Measures of some outcomes. */
export function measure(outcomes: readonly Outcome[]): Measures {
  const ranks = outcomes.map(rankOf);
  const asked = outcomes.filter(({ label }) => label.sections.length > 0);
  const share = (count: number, of: number) => (of === 0 ? 1 : count / of);
  return {
    queries: outcomes.length,
    first: share(ranks.filter((rank) => rank === 1).length, outcomes.length),
    three: share(ranks.filter((rank) => rank <= 3).length, outcomes.length),
    mrr: mean(ranks.map((rank) => (rank <= 10 ? 1 / rank : 0))),
    ndcg: mean(outcomes.map(gain)),
    zero: outcomes.filter(({ found }) => found.length === 0).length,
    section: share(asked.filter(leadsToSection).length, asked.length),
  };
}

/** Rank of the first right page or definition, from 1; Infinity where there is none. */
export function rankOf({ label, found }: Outcome): number {
  const at = found.findIndex((path) => isRight(label, path));
  return at < 0 ? Infinity : at + 1;
}

function isRight({ pages, definitions }: Label, path: string): boolean {
  return definitions.includes(path) || pages.includes(pageOf(path));
}

/** Whether the first right answer leads to the right section, or is the definition that was asked for. */
export function leadsToSection({ label, found }: Outcome): boolean {
  const first = found.find((path) => isRight(label, path));
  return first !== undefined && (label.sections.includes(first) || label.definitions.includes(first));
}

function pageOf(path: string): string {
  return path.replace(/#.*/, '');
}

function gain({ label, found }: Outcome): number {
  const worth = (page: string) => (page === label.pages[0] ? 3 : label.pages.includes(page) ? 1 : 0);
  const seen = new Set<string>();
  const gains = found.slice(0, 10).map((path) => {
    // The definition of the very thing is as good as the page that explains it.
    const page = label.definitions.includes(path) ? (label.pages[0] ?? '') : pageOf(path);
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

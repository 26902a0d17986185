import type { WordList } from './word-list.ts';

/** What a misspelt word was meant to be. */
export interface Correction {
  meant: string;
  /** As `editCost` has it. */
  cost: number;
}

/**
 * Finds what a word that stands nowhere was meant to be. An edit is a missing, extra, wrong or
 * swapped letter; the edits of a slipping finger (swapped or doubled letters, a neighbouring key, one
 * vowel for another) cost less. Allowed is about one edit in a short word, two from eight letters on.
 * Short words are only corrected to words that matter on the site, so that a made-up word stays unknown.
 * @param growing the word is still being typed: it may be the misspelt beginning of a longer one
 * @param fits whether a word stands beside the other words of the query in some name
 * @returns the word meant and what its edits cost
 */
export function correct(
  word: string,
  list: WordList,
  growing: boolean,
  fits: (candidate: string) => boolean = () => false,
): Correction | undefined {
  if (word.length < 4 || word.length > 24 || !/^\p{L}+$/u.test(word)) return undefined;
  const limit = word.length < 6 ? 1 : word.length < 8 ? 1.3 : 2;
  let best: Correction | undefined;
  let lowest = Infinity;
  const consider = (candidate: string, cost: number) => {
    const frequency = list.frequency(candidate);
    if (
      cost > limit ||
      (frequency === 0 && cost > 1) ||
      (word.length < 6 && frequency < 2 && cost > 0.6 && !fits(candidate))
    )
      return;
    const weighed = cost - 0.35 * frequency - (fits(candidate) ? 0.5 : 0);
    if (weighed < lowest) [best, lowest] = [{ meant: candidate, cost }, weighed];
  };
  for (const candidate of near(word, list)) {
    if (candidate.length < 4 || Math.abs(candidate.length - word.length) > 2) continue;
    consider(candidate, editCost(word, candidate, limit) + (candidate[0] === word[0] ? 0 : 0.3));
  }
  if (best !== undefined || !growing || word.length < 5) return best;
  for (const candidate of list.startingWith(word[0] ?? '')) {
    if (candidate.length <= word.length || list.frequency(candidate) < 1) continue;
    consider(candidate, editCost(word, candidate.slice(0, word.length), 1) + 0.3);
  }
  return best;
}

/** Words worth comparing: the same first letter, the first two swapped, the first one left out or a key beside it. */
function* near(word: string, list: WordList): Generator<string> {
  const [first = '', second = ''] = word;
  yield* list.startingWith(first);
  for (const candidate of list.startingWith(second)) {
    if (candidate[1] === first || (word.length > 5 && candidate[1] === word[2])) yield candidate;
  }
  if (word.length < 6) return;
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
    if (letter === first || letter === second) continue;
    const isNear = isSlip(letter, first);
    for (const candidate of list.startingWith(letter)) {
      const isWhole = candidate[1] === first && candidate[2] === second;
      if (isWhole || (isNear && candidate[1] === second && candidate[2] === word[2])) yield candidate;
    }
  }
}

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const places = new Map(rows.flatMap((row, y) => [...row].map((key, x) => [key, [x + y / 2, y] as const] as const)));

function isSlip(a: string, b: string): boolean {
  if ('aeiouy'.includes(a) && 'aeiouy'.includes(b)) return true;
  const [from, to] = [places.get(a), places.get(b)];
  return from !== undefined && to !== undefined && Math.abs(from[0] - to[0]) <= 1 && Math.abs(from[1] - to[1]) <= 1;
}

/**
 * Cost of turning `a` into `b`: optimal string alignment (Damerau–Levenshtein without overlapping
 * swaps), 1 an edit, 0.9 a letter left out, 0.6 a slip. Returns Infinity as soon as it is above `limit`.
 */
export function editCost(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const [from = '', to = ''] = [a[i - 1], b[j - 1]];
      const remove = (row[j] ?? 0) + (from === a[i - 2] ? 0.6 : 1);
      const insert = (next[j - 1] ?? 0) + (to === b[j - 2] ? 0.6 : 0.9);
      const change = (row[j - 1] ?? 0) + (from === to ? 0 : isSlip(from, to) ? 0.6 : 1);
      let cost = Math.min(remove, insert, change);
      if (i > 1 && j > 1 && from === b[j - 2] && to === a[i - 2]) cost = Math.min(cost, (before[j - 2] ?? 0) + 0.6);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return Infinity;
    [before, row] = [row, next];
  }
  const cost = row[b.length] ?? Infinity;
  return cost > limit ? Infinity : cost;
}

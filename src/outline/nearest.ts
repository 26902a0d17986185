import { distance } from 'fastest-levenshtein';

/** How much two wordings have in common, 0 to 1: the better of shared words (Dice) and edit distance. */
export function similarity(one: string, other: string): number {
  const a = normal(one);
  const b = normal(other);
  if (a === b) return 1;
  const wordsA = new Set(a.split(' '));
  const wordsB = new Set(b.split(' '));
  const shared = [...wordsA].filter((word) => wordsB.has(word)).length;
  const dice = (2 * shared) / (wordsA.size + wordsB.size);
  return Math.max(dice, 1 - distance(a, b) / Math.max(a.length, b.length, 1));
}

/** The name that is most like the one that was found, if any is near enough to be meant. */
export function nearest(found: string, names: readonly string[]): string | undefined {
  const ranked = names.map((name) => ({ name, score: similarity(found, name) })).sort((a, b) => b.score - a.score);
  return ranked[0] !== undefined && ranked[0].score >= 0.5 ? ranked[0].name : undefined;
}

function normal(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim();
}

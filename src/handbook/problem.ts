import { distance } from 'fastest-levenshtein';

/** One thing that is wrong with the content, said so that an author can mend it. */
export interface Problem {
  /** Path from the root of the repository. */
  file: string;
  /** 1-based, where it is known. */
  line?: number | undefined;
  /** Key in the frontmatter or YAML, such as `prerequisites[0]`. */
  key?: string | undefined;
  /** What is wrong: what was found and what is allowed. */
  message: string;
  /** What to do about it. */
  cure?: string | undefined;
}

/** Thrown once, with every problem of the content. */
export class ContentError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.name = 'ContentError';
    // The mistake is in the content: frames of the reader would only hide where.
    delete this.stack;
    this.problems = problems;
  }
}

/**
 * Writes problems one paragraph each, sorted by place: `file:line  key`, then what is wrong, then the cure.
 */
export function formatProblems(problems: readonly Problem[]): string {
  const sorted = [...problems].sort((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
  const lines = sorted.map(({ file, line, key, message, cure }) => {
    const place = line === undefined ? file : `${file}:${line}`;
    return `${place}${key ? `  ${key}` : ''}\n    ${message}${cure ? `\n    → ${cure}` : ''}`;
  });
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `${count} in the content:\n\n${lines.join('\n\n')}\n`;
}

/**
 * The candidate that `value` is most likely a misspelling of: fewest edits (Levenshtein), at most
 * a third of its length; undefined when nothing is near. `week-3` may be meant for `week-03`, not for `week-04`.
 */
export function nearest(value: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = Math.max(2, Math.floor(value.length / 3)) + 1;
  for (const candidate of candidates) {
    if (otherNumber(value, candidate)) continue;
    const edits = distance(value, candidate);
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** Whether two names differ in their numbers only, and the numbers are not the same. */
function otherNumber(value: string, candidate: string): boolean {
  const split = (text: string) => ({
    words: text.replace(/\d+/g, '#'),
    numbers: (text.match(/\d+/g) ?? []).map(Number),
  });
  const [a, b] = [split(value), split(candidate)];
  return a.words === b.words && a.numbers.some((number, index) => number !== b.numbers[index]);
}

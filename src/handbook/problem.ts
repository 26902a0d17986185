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
    this.problems = problems;
  }
}

/**
 * Writes problems as `file:line key: message. Cure.`, one paragraph each, sorted by place.
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
 * a third of its length; undefined when nothing is near.
 */
export function nearest(value: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = Math.max(2, Math.floor(value.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = distance(value, candidate);
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

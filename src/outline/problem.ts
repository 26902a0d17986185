/** One thing that is wrong with an outline, or with a page it would be merged into. */
export interface Problem {
  /** File as the reader knows it: the outline as it was named, or a path below the content folder. */
  readonly file: string;
  /** 1-based line. */
  readonly line: number;
  readonly found: string;
  readonly expected: string;
}

/** Every problem of an import at once; nothing has been written when it is thrown. */
export class OutlineError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'OutlineError';
    this.problems = problems;
  }
}

/** One line for a terminal: `file:line: found …; expected …`. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}: found ${problem.found}; expected ${problem.expected}`;
}

/** Quotes words of a file for a message, shortened to about sixty characters. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`;
}

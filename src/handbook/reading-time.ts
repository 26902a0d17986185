/** Silent reading of non-fiction in English, words a minute (Brysbaert 2019, doi:10.1016/j.jml.2019.104047). */
const wordsPerMinute = 238;

/** Whole minutes that a text takes to read, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute));
}

/** What of a page takes time, exercises apart. */
export interface ReadingLoad {
  /** Words of prose. */
  words: number;
  /** Numbers in the prose, each to be compared with another. */
  numbers: number;
  /** Lines of code and templates that are shown. */
  codeLines: number;
  /** Figures and tables. */
  figures: number;
  /** Stops at which the reader predicts before reading on. */
  predictions: number;
}

/** Seconds that working through a page adds to reading it, for one of each. Our own estimates. */
const seconds = { number: 2, codeLine: 3, figure: 45, prediction: 60 };

/**
 * Whole minutes to work through a page, exercises apart: reading, and for each number 2 s, for each line of code
 * 3 s, for each figure or table 45 s, for each prediction a minute.
 */
export function workMinutes({ words, numbers, codeLines, figures, predictions }: ReadingLoad): number {
  const extra =
    numbers * seconds.number +
    codeLines * seconds.codeLine +
    figures * seconds.figure +
    predictions * seconds.prediction;
  return Math.round(readingMinutes(words) + extra / 60);
}

/** Minutes of work as people say it: `45 min`, `2 h`, `7 h 30 min`. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Minutes as decimal hours with at most one digit, for totals: `44.5 h`. */
export function formatHours(minutes: number): string {
  return `${(minutes / 60).toFixed(1).replace(/\.0$/, '')} h`;
}

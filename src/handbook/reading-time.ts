/** Silent reading of non-fiction in English, words a minute (Brysbaert 2019, doi:10.1016/j.jml.2019.104047). */
const wordsPerMinute = 238;

/** Whole minutes that a text takes to read, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute));
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

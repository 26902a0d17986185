/** What interviewers at Staff level ask about, in the order of the page's table. A house list. */
export const competencies = ['ambiguity', 'depth', 'influence', 'conflict', 'failure', 'strategy', 'mentoring', 'delivery'] as const;

/** Title of each story → the competencies it will be told for. */
export type Bank = Record<string, string[]>;

// #region gaps
/** Where a bank will fail in a day of five interviews; empty when every question has a second story. */
export function gaps(bank: Bank): string[] {
  const overused = Object.entries(bank)
    .filter(([, uses]) => uses.length > 3)
    .map(([title, uses]) => `${title}: told for ${uses.length} competencies; 3 are the limit`);
  const thin = competencies
    .map((name) => ({ name, stories: Object.values(bank).filter((uses) => uses.includes(name)).length }))
    .filter(({ stories }) => stories < 2)
    .map(({ name, stories }) => `${name}: ${stories} of 2 stories`);
  return [...overused, ...thin];
}
// #endregion gaps

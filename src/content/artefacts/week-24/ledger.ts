/** What each of the 24 weeks adds to the completion metrics, as its page says. Weeks left out of a list add nothing. */
export const problems: Record<number, number> = { 1: 25, 2: 25, 5: 20, 9: 10, 10: 5, 11: 5, 14: 5, 24: 10 };
export const reviews: Record<number, number> = { 9: 1, 16: 1, 17: 1, 21: 3 };
export const rfcs: Record<number, number> = { 17: 1, 20: 1, 22: 1 };
export const incidents: Record<number, number> = { 23: 2 };
export const mentoring: Record<number, number> = { 16: 2, 20: 1, 21: 1 };

/** Contacts: two a week, three in the last two. */
export const contacts = (week: number): number => (week < 23 ? 2 : 3);

export const sum = (counter: Record<number, number>): number => Object.values(counter).reduce((a, b) => a + b, 0);

/** The running total after each week, from week 1 to 24. */
export function running(of: (week: number) => number): [week: number, total: number][] {
  let total = 0;
  return Array.from({ length: 24 }, (_, index) => [index + 1, (total += of(index + 1))]);
}

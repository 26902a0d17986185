/** A way of answering bad news, and the week from which it can no longer be used. */
export interface Option {
  name: string;
  closes: number;
  /** What closes it. */
  because: string;
}

/** Tidewater's five. Every project has its own weeks; the order is much the same. */
export const options: readonly Option[] = [
  { name: 'people', closes: 4, because: 'two months to learn the code, and others have to teach' },
  { name: 'sequence', closes: 9, because: 'all connectors are in progress' },
  { name: 'quality', closes: 12, because: 'the security test is booked and in the contract' },
  { name: 'scope', closes: 14, because: 'what could be cut is built' },
  { name: 'date', closes: Infinity, because: 'always possible, and always somebody else who pays' },
];

/** The options still open in a week. */
export function openAt(week: number): string[] {
  return options.filter(({ closes }) => week < closes).map(({ name }) => name);
}

/** What a run of the comparator counted. Unanswered requests are not comparisons. */
export interface Comparison {
  compared: number;
  mismatches: number;
  /** Mismatches without an explanation that are larger than one cent. */
  unexplained: number;
}

// #region gate
/** Upper bound at 95% on the share of mismatches after `compared` comparisons without one. */
export const ruleOfThree = (compared: number): number => 3 / compared;

/** What the gate of stage 2 still lacks; empty when reads may shift. */
export function lacking({ compared, mismatches, unexplained }: Comparison): string[] {
  return [
    compared < 1_200_000 && `${compared} comparisons, at least 1200000 are needed`,
    mismatches * 10_000 >= compared && `${((100 * mismatches) / compared).toFixed(3)}% mismatches, the limit is 0.01%`,
    unexplained > 0 && `${unexplained} unexplained mismatches of more than one cent`,
  ].flatMap((reason) => reason || []);
}
// #endregion gate

/** What is known, or guessed, when the choice has to be made. Times in minutes. */
export interface Situation {
  /** Chance that the last change caused it, 0 to 1. */
  p: number;
  /** Time to roll it back. */
  rollback: number;
  /** Time to diagnose. */
  diagnosis: number;
  /** Expected time of what is done when the change was not the cause, once it may begin. */
  otherwise: number;
}

// #region choose
/** Expected minutes to mitigation if the change is rolled back at once and the next step needs no diagnosis. */
export function rollbackFirst({ p, rollback, otherwise }: Situation): number {
  return rollback + (1 - p) * otherwise;
}

/** Expected minutes if nothing is touched before the cause is known. */
export function diagnoseFirst({ p, rollback, diagnosis, otherwise }: Situation): number {
  return diagnosis + p * rollback + (1 - p) * otherwise;
}

/** The same as `rollbackFirst` where the next step has to wait for a diagnosis that starts after the rollback. */
export function rollbackThenDiagnose(situation: Situation): number {
  return rollbackFirst({ ...situation, otherwise: situation.diagnosis + situation.otherwise });
}

/** Rollback while others diagnose without changing anything. */
export function bothAtOnce(situation: Situation): number {
  const rest = Math.max(0, situation.diagnosis - situation.rollback);
  return rollbackFirst({ ...situation, otherwise: rest + situation.otherwise });
}
// #endregion choose

/** A failover of 12 minutes that works four times in five, and 45 more minutes when it does not. */
export const failover = 12 + 0.2 * 45;

/** The worked example, at a given chance that the deploy was the cause. */
export const checkoutErrors = (p: number): Situation => ({ p, rollback: 8, diagnosis: 20, otherwise: failover });

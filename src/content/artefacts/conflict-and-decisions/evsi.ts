/** A choice between two options, one of which is best. Money in thousands of euros. */
export interface Choice {
  /** Probability that the favoured option is best, at least 0.5. */
  prior: number;
  /** What choosing the wrong one costs. */
  loss: number;
}

// #region evsi
/** Expected loss of deciding now: the favourite, and the chance that it is the wrong one. */
export function lossNow({ prior, loss }: Choice): number {
  return (1 - prior) * loss;
}

/**
 * Expected value of sample information: how much a test lowers the expected loss.
 *
 * @param accuracy probability that the test points at the option that is in fact best
 */
export function evsi(choice: Choice, accuracy: number): number {
  const { prior, loss } = choice;
  // For each result of the test, the cheaper of the two choices; the losses are joint with the result.
  const saysFavourite = Math.min((1 - prior) * (1 - accuracy), prior * accuracy) * loss;
  const saysOther = Math.min((1 - prior) * accuracy, prior * (1 - accuracy)) * loss;
  return Math.max(0, lossNow(choice) - saysFavourite - saysOther);
}

/** The accuracy at which a test of this cost, delay included, pays for itself; above 1 it never does. */
export function breakEvenAccuracy({ prior, loss }: Choice, cost: number): number {
  return prior + cost / loss;
}

/** Probability that the favourite is best after the test has pointed at it. */
export function posterior({ prior }: Choice, accuracy: number): number {
  const agrees = prior * accuracy;
  return agrees / (agrees + (1 - prior) * (1 - accuracy));
}
// #endregion evsi

/** The ledger store of the worked example. */
export const ledger: Choice = { prior: 0.6, loss: 300 };
/** Two weeks of spike and of delay; three days of both. */
export const longSpike = { work: 30, delay: 20 };
export const shortSpike = { work: 6, delay: 6 };

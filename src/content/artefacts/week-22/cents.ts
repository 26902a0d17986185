// #region cents
/** Cents of a decimal amount such as "19.99", read digit by digit. @throws RangeError for anything else */
export function toCents(amount: string): number {
  const [, units, cents] = /^(\d+)\.(\d\d)$/.exec(amount) ?? [];
  if (units === undefined || cents === undefined) throw new RangeError(`not an amount with two decimals: ${amount}`);
  return Number(units) * 100 + Number(cents);
}

/** Rounds cents × basis points ÷ 10,000 to whole cents; an exact half goes up. */
export const halfUp = (cents: number, basisPoints: number): number => Math.floor((cents * basisPoints + 5_000) / 10_000);

/** The same, but an exact half goes to the even neighbour, as Python's `round` does. */
export function halfEven(cents: number, basisPoints: number): number {
  const down = Math.floor((cents * basisPoints) / 10_000);
  const rest = cents * basisPoints - down * 10_000;
  return rest > 5_000 || (rest === 5_000 && down % 2 === 1) ? down + 1 : down;
}
// #endregion cents

// #region noise
/** All ways to choose `size` of `items`. */
function* choices<T>(items: readonly T[], size: number): Generator<T[]> {
  if (size === 0) yield [];
  for (const [index, item] of items.entries())
    for (const rest of size > 0 ? choices(items.slice(index + 1), size - 1) : []) yield [item, ...rest];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Chance that noise alone would make the runs after a change look at least this much better than the runs before.
 * Exact: every way to deal the same results to the two names is tried.
 */
export function byChance(before: readonly number[], after: readonly number[]): number {
  const all = [...before, ...after].map((value, index) => ({ value, index }));
  const total = all.reduce((sum, { value }) => sum + value, 0);
  const gain = mean(before) - mean(after);
  let [ways, atLeast] = [0, 0];
  for (const chosen of choices(all, after.length)) {
    const low = chosen.reduce((sum, { value }) => sum + value, 0);
    ways += 1;
    if ((total - low) / before.length - low / after.length >= gain - 1e-9) atLeast += 1;
  }
  return atLeast / ways;
}
// #endregion noise

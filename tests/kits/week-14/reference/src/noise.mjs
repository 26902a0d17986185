/** Share of all ways to deal the results to the two names in which `after` is at least this much lower in the mean. */
export function byChance(before, after) {
  const all = [...before, ...after];
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const gain = (low) => (sum(all) - low) / before.length - low / after.length;
  const observed = gain(sum(after));
  let ways = 0;
  let atLeast = 0;
  const deal = (from, left, low) => {
    if (left === 0) {
      ways += 1;
      if (gain(low) >= observed - 1e-9) atLeast += 1;
      return;
    }
    for (let index = from; index <= all.length - left; index += 1) deal(index + 1, left - 1, low + all[index]);
  };
  deal(0, after.length, 0);
  return atLeast / ways;
}

/** Share of all ways to deal the results to the two names in which `after` is at least this much lower in the mean. */
export function byChance(before, after) {
  throw new Error(`not written yet: ${before.length} runs against ${after.length} (src/noise.mjs)`);
}

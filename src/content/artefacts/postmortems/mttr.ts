/** A small seeded generator (mulberry32), so that every run prints the same. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// #region simulate
/** Incident durations are skewed: lognormal, median 60 minutes, sigma 1.3 (mean 140, p90 317). */
const medianMinutes = 60;
const sigma = 1.3;

/**
 * Compares the mean duration of two periods many times, where every duration of the second is
 * multiplied by `factor`. Gives the shares of comparisons in which the second mean is at least 20%
 * lower, and in which it is higher than the first.
 */
export function comparePeriods(incidents: number, factor: number, comparisons = 20_000, seed = 1): { looksBetter: number; looksWorse: number } {
  const random = seeded(seed);
  const duration = () => medianMinutes * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
  const mean = (scale: number) => {
    let sum = 0;
    for (let n = 0; n < incidents; n++) sum += duration() * scale;
    return sum / incidents;
  };
  let [better, worse] = [0, 0];
  for (let n = 0; n < comparisons; n++) {
    const [before, after] = [mean(1), mean(factor)];
    if (after <= 0.8 * before) better++;
    if (after > before) worse++;
  }
  return { looksBetter: better / comparisons, looksWorse: worse / comparisons };
}
// #endregion simulate

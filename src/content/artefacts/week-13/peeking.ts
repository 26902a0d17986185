/** A repeatable source of normal numbers (mulberry32 and Box–Muller). */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/**
 * Share of experiments without any effect that look significant (|z| > 1.96) at one of the first n looks, for n from 1
 * to `looks`. Each look comes after the same number of new users.
 */
export function falsePositives(looks: number, runs = 40_000, seed = 13): number[] {
  const next = normals(seed);
  const stopped = Array.from({ length: looks }, () => 0);
  for (let run = 0; run < runs; run++) {
    let sum = 0;
    for (let look = 1; look <= looks; look++) {
      sum += next();
      if (Math.abs(sum) / Math.sqrt(look) > 1.96) {
        stopped[look - 1] = (stopped[look - 1] ?? 0) + 1;
        break;
      }
    }
  }
  let total = 0;
  return stopped.map((count) => (total += count) / runs);
}

/**
 * A function `run(work)`: at most `atOnce` works run, at most `waiting` more wait, and the rest are refused.
 * @returns {(work: () => Promise<T>) => Promise<T | undefined>} undefined where the work is refused
 */
export function limited({ atOnce, waiting }) {
  return () => {
    throw new Error(`not written yet: a limit of ${atOnce} and ${waiting} (src/limit.mjs)`);
  };
}

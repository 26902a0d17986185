import { type Telemetry, violations } from './contract.ts';

// #region conformance
/** A secret planted in the request; no record may contain it under any key. */
export const canary = 'canary-7f3a-do-not-log';

/**
 * The test every service runs in CI: start it, send one request through its real stack, judge what came out.
 * @param exercise sends a request with `canary` in a header and in the body, and returns all records
 * @returns violations in words; an empty list is a pass
 */
export async function conformance(exercise: (canary: string) => Promise<readonly Telemetry[]>): Promise<string[]> {
  const records = await exercise(canary);
  if (records.length === 0) return ['no telemetry at all'];
  const leaks = records.filter((record) => JSON.stringify(record).includes(canary)).map(() => 'a planted secret came out');
  return [...new Set([...records.flatMap(violations), ...leaks])];
}
// #endregion conformance

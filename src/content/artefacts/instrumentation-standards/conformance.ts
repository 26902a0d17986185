import { isServed, type Telemetry, violations } from './contract.ts';

// #region conformance
/** Planted in the request: a secret that no record may contain, and a trace that every record must continue. */
export const planted = { canary: 'canary-7f3a-do-not-log', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' };

/**
 * The test every service behind the edge runs in CI: start it, send one request through its real stack,
 * judge what came out.
 * @param exercise sends a request with `canary` in a header and in the body, `traceId` in `traceparent`;
 *   returns all records
 * @returns violations in words; an empty list is a pass
 */
export async function conformance(exercise: (sent: typeof planted) => Promise<readonly Telemetry[]>): Promise<string[]> {
  const records = await exercise(planted);
  if (!records.some(isServed)) return ['no telemetry of the request'];
  const leaks = records.filter((record) => JSON.stringify(record).includes(planted.canary)).map(() => 'a planted secret came out');
  const lost = records.filter((record) => record['trace_id'] !== planted.traceId).map(() => 'the trace was not continued');
  return [...new Set([...records.flatMap(violations), ...leaks, ...lost])];
}
// #endregion conformance

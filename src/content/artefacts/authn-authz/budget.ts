/** Latency, revocation and secrets of the Tessera example. */

// #region latency
/** Milliseconds to budget for checks in sequence. A sum of p99s is not the p99 of the sum, mostly above it but not always. */
export function checkLatency(local: number, localMs: number, remote = 0, remoteMs = 0): number {
  return local * localMs + remote * remoteMs;
}

/** Longest time in minutes that a removed right still works: token lifetime plus staleness of the policy. */
export function revocationDelay(tokenMinutes: number, stalenessSeconds: number): number {
  return tokenMinutes + stalenessSeconds / 60;
}
// #endregion latency

/** Hours a year to rotate secrets by hand. */
export function rotationHours(secrets: number, timesAYear: number, minutesEach: number): number {
  return (secrets * timesAYear * minutesEach) / 60;
}

/** Share of granted permissions that were used; 1 is least privilege. */
export function usedShare(used: number, granted: number): number {
  return used / granted;
}

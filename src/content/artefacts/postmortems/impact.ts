/** Minutes of an incident by phase. */
export interface Phases {
  detect: number;
  engage: number;
  diagnose: number;
  mitigate: number;
}

/** Minutes from the first error to mitigation. */
export function duration({ detect, engage, diagnose, mitigate }: Phases): number {
  return detect + engage + diagnose + mitigate;
}

/** Bad requests of an incident at a constant rate (per second) and error ratio (0 to 1). */
export function badRequests(phases: Phases, requestsPerSecond: number, errorRatio: number): number {
  return duration(phases) * 60 * requestsPerSecond * errorRatio;
}

export const asItWas: Phases = { detect: 31, engage: 6, diagnose: 22, mitigate: 15 };
/** With the burn-rate page (60 × 1.44% ÷ 12%), deploy markers and a rollback by one command. */
export const predicted: Phases = { detect: (60 * 1.44) / 12, engage: 6, diagnose: 12, mitigate: 5 };
export const load = { requestsPerSecond: 2400, errorRatio: 0.12 };

/** Minutes saved per engineer-day, if the incident recurs `perYear` times. */
export function valueOfAction(minutesSaved: number, perYear: number, days: number): number {
  return (minutesSaved * perYear) / days;
}

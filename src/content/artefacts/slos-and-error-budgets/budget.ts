/** A service level objective over a period. */
export interface Objective {
  /** Share of valid events that must be good, such as 0.999. */
  target: number;
  days: number;
  /** Valid events in the whole period. */
  events: number;
}

/** A stretch of failures: rates are per second, the error ratio is 0 to 1. */
export interface Incident {
  name: string;
  minutes: number;
  requestsPerSecond: number;
  errorRatio: number;
}

// #region spend
/** Bad events that the objective allows in its period. */
export function budget({ target, events }: Objective): number {
  return (1 - target) * events;
}

/** Bad events of one incident. */
export function badEvents({ minutes, requestsPerSecond, errorRatio }: Incident): number {
  return minutes * 60 * requestsPerSecond * errorRatio;
}

/** Share of the budget that an incident uses when requests are counted. */
export function spent(incident: Incident, objective: Objective): number {
  return badEvents(incident) / budget(objective);
}

/** Share of the budget that it uses when bad minutes are counted: those with more errors than `bad`. */
export function spentInMinutes({ minutes, errorRatio }: Incident, { target, days }: Objective, bad: number): number {
  return errorRatio > bad ? minutes / ((1 - target) * days * 24 * 60) : 0;
}
// #endregion spend

/** Minutes of total outage that a target allows in a period. */
export function downtimeMinutes(target: number, days: number): number {
  return (1 - target) * days * 24 * 60;
}

/** Best availability a service can reach on top of dependencies it cannot do without. */
export function ceiling(own: number, dependencies: readonly number[]): number {
  return dependencies.reduce((product, availability) => product * availability, own);
}

/** The worked month. */
export const checkout: Objective = { target: 0.999, days: 30, events: 500e6 };
export const deploy: Incident = { name: 'A', minutes: 18, requestsPerSecond: 260, errorRatio: 0.22 };
export const brownout: Incident = { name: 'B', minutes: 360, requestsPerSecond: 210, errorRatio: 0.012 };
/** Background failures: 0.02% of everything, all month. */
export const background = 0.0002;

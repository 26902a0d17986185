// #region serial
/** Availability of a call that needs all of its dependencies, if they fail independently. */
export function serial(...availabilities: number[]): number {
  return availabilities.reduce((product, availability) => product * availability, 1);
}

/** Minutes of outage in 30 days. */
export function downtime(availability: number): number {
  return (1 - availability) * 30 * 24 * 60;
}
// #endregion serial

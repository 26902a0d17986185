// #region floor
const kmPerSecondInFibre = 200_000; // two thirds of the speed of light

/** Least round-trip time in ms over a distance in km: no provider can sell you less. */
export const rttFloor = (km: number): number => (2 * km * 1_000) / kmPerSecondInFibre;

/** A first request needs one round trip each for DNS, TCP, TLS 1.3 and itself. Times in ms, the server's own left out. */
export const coldPage = (rtt: number): number => 4 * rtt;

/** With DNS, TCP and TLS ended at an edge nearby, only the request itself crosses. */
export const withEdge = (rtt: number, rttToEdge = 5): number => 3 * rttToEdge + rtt;
// #endregion floor

// #region objectives
/** Seconds without service: noticing, deciding, acting, and clients that still hold the old address. */
export interface Failover {
  checks: number;
  interval: number;
  confirm: number;
  promote: number;
  ttl: number;
}
export const recoveryTime = ({ checks, interval, confirm, promote, ttl }: Failover): number =>
  checks * interval + confirm + promote + ttl;

export const checkout: Failover = { checks: 3, interval: 10, confirm: 30, promote: 45, ttl: 30 };
export const browse: Failover = { checks: 3, interval: 5, confirm: 0, promote: 0, ttl: 30 };

/** Writes that are lost when the primary dies: what it had confirmed and the standby had not received. */
export const lostWrites = (lagSeconds: number, writesPerSecond: number): number => lagSeconds * writesPerSecond;

/** Availability of two regions of which one suffices, if they failed independently, which they do not. */
export const eitherOf = (each: number): number => 1 - (1 - each) ** 2;
// #endregion objectives

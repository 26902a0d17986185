// #region deliveries
/**
 * Deliveries that a server makes for one room: each message goes to everyone but its author.
 * @param members people in the room
 * @param sentPerSecond messages that each of them sends per second
 * @returns deliveries per second
 */
export function deliveriesPerSecond(members: number, sentPerSecond: number): number {
  return members * sentPerSecond * (members - 1);
}

/**
 * Connections per second after a restart, when each client waits a uniformly random time.
 * @param clients clients that come back
 * @param windowSeconds longest wait
 */
export function reconnectsPerSecond(clients: number, windowSeconds: number): number {
  return clients / windowSeconds;
}
// #endregion deliveries

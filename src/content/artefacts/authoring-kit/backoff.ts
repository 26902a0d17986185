// #region delay
/**
 * Longest wait before a retry: doubles each time, up to a cap.
 *
 * @param attempt 1 for the first retry
 * @param base wait before the first retry, in ms
 * @param cap longest wait, in ms
 * @returns ms
 */
export function longestDelay(attempt: number, base = 100, cap = 2000): number {
  return Math.min(cap, base * 2 ** (attempt - 1));
}
// #endregion delay

// #region total
/** Longest time, in ms, that `retries` retries wait in all. */
export function longestTotal(retries: number): number {
  return Array.from({ length: retries }, (_, index) => longestDelay(index + 1)).reduce((sum, delay) => sum + delay, 0);
}
// #endregion total

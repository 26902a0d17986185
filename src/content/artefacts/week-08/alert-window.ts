/** The two alerts of week 8, as functions of what the load balancer logged. */

export interface Request {
  /** Seconds. */
  at: number;
  status: number;
  milliseconds: number;
}

// #region sli
/** Good: answered, not with a server error, within half a second. */
const good = ({ status, milliseconds }: Request): boolean => status < 500 && milliseconds < 500;

/** Share of good requests in the ten minutes before `now`; null where there are fewer than 200. */
export function sli(requests: readonly Request[], now: number): number | null {
  const seen = requests.filter(({ at }) => at > now - 600 && at <= now);
  return seen.length < 200 ? null : seen.filter(good).length / seen.length;
}

export function firing(requests: readonly Request[], lastSmoke: number, now: number): string[] {
  const share = sli(requests, now);
  return [
    ...(share !== null && share < 0.99 ? ['sli-below-99'] : []),
    ...(now - lastSmoke > 900 ? ['no-smoke-test'] : []),
  ];
}
// #endregion sli

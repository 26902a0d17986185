/**
 * Names of the alerts that fire: `sli-below-99` and `no-smoke-test`.
 * @param {{ t: number, status: number, ms: number }[]} requests of the balancer’s log; t in seconds
 * @param {number} lastSmoke when a smoke test last succeeded, in seconds
 * @param {number} now in seconds
 */
export function firing(requests, lastSmoke, now) {
  throw new Error(`not written yet: alerts over ${requests.length} requests at ${now}, smoke ${lastSmoke} (src/alerts.mjs)`);
}

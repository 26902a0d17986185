/**
 * Alerts that security events raise: `[{ alert, actor, routes? }]`. `many-denials`: ten events `denied` of one actor
 * within 60 s. `refresh-reuse`: any event of that type.
 */
export function firing(events) {
  throw new Error(`not written yet: alerts over ${events.length} events (src/alerts.mjs)`);
}

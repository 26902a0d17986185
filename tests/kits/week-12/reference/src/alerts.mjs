const DENIALS = 10;
const WINDOW_S = 60;

/** Alerts that security events raise. */
export function firing(events) {
  const alerts = events.filter(({ type }) => type === 'refresh-reuse').map(({ actor }) => ({ alert: 'refresh-reuse', actor }));
  const byActor = Map.groupBy(events.filter(({ type }) => type === 'denied'), ({ actor }) => actor);
  for (const [actor, denied] of byActor) {
    const many = denied.some((last, index) => {
      const first = denied[index - DENIALS + 1];
      return first !== undefined && last.at - first.at <= WINDOW_S;
    });
    if (many) alerts.push({ alert: 'many-denials', actor, routes: [...new Set(denied.map(({ route }) => route))] });
  }
  return alerts;
}

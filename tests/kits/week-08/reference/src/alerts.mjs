const WINDOW_S = 600;
const LEAST_REQUESTS = 200;
const SMOKE_S = 900;

const good = ({ status, ms }) => status < 500 && ms < 500;

/** Names of the alerts that fire. */
export function firing(requests, lastSmoke, now) {
  const seen = requests.filter(({ t }) => t > now - WINDOW_S && t <= now);
  const enough = seen.length >= LEAST_REQUESTS;
  const share = seen.filter(good).length / seen.length;
  return [...(enough && share < 0.99 ? ['sli-below-99'] : []), ...(now - lastSmoke > SMOKE_S ? ['no-smoke-test'] : [])];
}

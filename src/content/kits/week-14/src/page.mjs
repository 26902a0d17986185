/** Milliseconds for so many GET requests in sequence, on one connection or on a new one for each. */
export async function loadPage(url, requests, keepAlive) {
  throw new Error(`not written yet: ${requests} requests to ${url} (src/page.mjs)`);
}

/** The same, counted in round trips: one for each new connection (no TLS here), one for each request. */
export function predictMs(requests, rttMs, keepAlive) {
  throw new Error(`not written yet: round trips of ${requests} requests (src/page.mjs)`);
}

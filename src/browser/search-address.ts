import { type Request, writeRequest } from '../handbook/search/address.ts';

/** Least time between two changes of the address, in milliseconds. */
const interval = 150;
let timer = 0;
let last = -interval;

/**
 * Keeps a search in the address of its page: at once, and during typing no more often than browsers allow
 * (about a hundred changes in ten seconds; Safari throws beyond).
 */
export function writeAddress(request: Request): void {
  clearTimeout(timer);
  const wait = last + interval - performance.now();
  if (wait <= 0) write(request);
  else timer = window.setTimeout(() => write(request), wait);
}

function write(request: Request): void {
  last = performance.now();
  try {
    history.replaceState(history.state, '', location.pathname + writeRequest(request));
  } catch {
    // The results are there without it, and the next change tries again.
  }
}

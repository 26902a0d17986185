import { type Request, writeRequest } from '../handbook/search/address.ts';

/** How long typing has to pause before the address follows, in milliseconds. */
const pause = 150;
let timer = 0;

/**
 * Keeps a search in the address of its page, when typing pauses: browsers allow about a hundred changes of the
 * address in ten seconds, and Safari throws beyond. The results are there without it.
 */
export function writeAddress(request: Request): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    try {
      history.replaceState(history.state, '', location.pathname + writeRequest(request));
    } catch {
      // The next pause tries again.
    }
  }, pause);
}

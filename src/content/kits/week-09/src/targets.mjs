import { notWritten } from './errors.mjs';

/** Whether a link may lead to this URL: http or https, at most 2,048 bytes, no private address, not our own host. */
export function acceptable(_text, _ownHost) {
  notWritten('acceptable (src/targets.mjs)');
}

import { createHash } from 'node:crypto';

/** The value that RFC 6455, section 1.3, appends to every key. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

// #region accept
/** What a server answers in Sec-WebSocket-Accept to a key. */
export function acceptValue(key: string): string {
  return createHash('sha1')
    .update(key + GUID)
    .digest('base64');
}
// #endregion accept

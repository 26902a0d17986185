// Messages: stored once, numbered without holes, read in pages of at most 50.
// A message is {roomId, seq, id, author, body, createdAt, clientMsgId}; seq is a number.
import { notWritten } from './errors.mjs';

/**
 * Stores a message once, however often it is sent.
 * @returns {message, created}: created is false for a repeat
 * @throws ClientError 422 `invalid`
 */
export async function store(_pool, _user, { roomId: _roomId, clientMsgId: _clientMsgId, body: _body }) {
  notWritten('store (server/messages.mjs)');
}

/** The last messages of a room before a seq, ascending. @returns {messages, hasMore} */
export async function history(_pool, _roomId, _before, _limit) {
  notWritten('history (server/messages.mjs)');
}

/** The first messages of a room after a seq, ascending. @returns {messages, hasMore} */
export async function after(_pool, _roomId, _afterSeq) {
  notWritten('after (server/messages.mjs)');
}

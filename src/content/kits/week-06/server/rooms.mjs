// Rooms and who is in them.
import { notWritten } from './errors.mjs';

/** All rooms: [{id, name, member}]. */
export async function list(_pool, _userId) {
  notWritten('list (server/rooms.mjs)');
}

/** Makes a room; its creator is a member. @returns {id, name}. @throws ClientError 422, 409 */
export async function create(_pool, _userId, { name: _name }) {
  notWritten('create (server/rooms.mjs)');
}

/** @throws ClientError 404 */
export async function join(_pool, _userId, _roomId) {
  notWritten('join (server/rooms.mjs)');
}

export async function leave(_pool, _userId, _roomId) {
  notWritten('leave (server/rooms.mjs)');
}

/** Ids of the rooms that a user is a member of. */
export async function roomsOf(_pool, _userId) {
  notWritten('roomsOf (server/rooms.mjs)');
}

/** @throws ClientError 403 `forbidden` where the user is no member */
export async function requireMember(_pool, _userId, _roomId) {
  notWritten('requireMember (server/rooms.mjs)');
}

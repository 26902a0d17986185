// Users and sessions. PASSWORD_COST is scrypt's N; the tests set it low.
import { notWritten } from './errors.mjs';

/** Makes a user. @returns {id, name}. @throws ClientError 422 (name, or a password under 8 characters), 409 (taken) */
export async function register(_pool, { name: _name, password: _password }) {
  notWritten('register (server/accounts.mjs)');
}

/** Checks the password and begins a session. @returns {user: {id, name}, sessionId}. @throws ClientError 401 */
export async function login(_pool, { name: _name, password: _password }) {
  notWritten('login (server/accounts.mjs)');
}

/** Ends a session. */
export async function logout(_pool, _sessionId) {
  notWritten('logout (server/accounts.mjs)');
}

/** @returns {id, name} of the session's user, or null */
export async function userOf(_pool, _sessionId) {
  notWritten('userOf (server/accounts.mjs)');
}

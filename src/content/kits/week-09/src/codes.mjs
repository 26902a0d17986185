import { notWritten } from './errors.mjs';

/** Seven base62 characters, uniform over 62^7. */
export function randomCode() {
  notWritten('randomCode (src/codes.mjs)');
}

/** Whether a text may be an alias: 4 to 30 of 0-9 A-Z a-z _ -, and not a path of our own, such as `health`. */
export function isAlias(_text) {
  notWritten('isAlias (src/codes.mjs)');
}

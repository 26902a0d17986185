import { createHmac, randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
export const CODE_LENGTH = 7;

/** Codes of seven base62 characters: 62^7 = 3,521,614,606,208, safely below 2^53. */
export const CODE_SPACE = 62 ** CODE_LENGTH;

/**
 * Writes a number in base62, padded on the left with "0".
 * @throws RangeError when the number is not a whole number or does not fit
 */
export function base62(value: number, length = CODE_LENGTH): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 62 ** length) {
    throw new RangeError(`expected a whole number in [0, 62^${length}), got ${value}`);
  }
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i += 1) {
    text = (ALPHABET[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

// #region random
/** A code drawn uniformly from all 62^7; the table's primary key finds the rare collision. */
export function randomCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(62)]).join('');
}
// #endregion random

// #region scramble
const ROUNDS = 6;

/**
 * Maps a counter one-to-one onto [0, size): consecutive links
 * get unrelated codes, and no two counters the same. A Feistel
 * network over an even number of bits, applied again while the
 * result lies outside the range ("cycle walking").
 * @param counter whole number in [0, size)
 * @param key secret; never change it, or codes given out recur
 * @param size how many values there are, at most 2^52
 * @throws RangeError when the counter is outside the range
 */
export function scramble(
  counter: number,
  key: string,
  size = CODE_SPACE,
): number {
  if (!Number.isSafeInteger(counter) || counter < 0 || counter >= size) {
    throw new RangeError(`${counter} is not in [0, ${size})`);
  }
  const half = 2 ** Math.ceil(Math.log2(size) / 2);
  let value = counter;
  do {
    let left = Math.floor(value / half);
    let right = value % half;
    for (let round = 0; round < ROUNDS; round += 1) {
      const mac = createHmac('sha256', key).update(`${round}:${right}`);
      const mixed = left + mac.digest().readUInt32BE(0);
      [left, right] = [right, mixed % half];
    }
    value = left * half + right;
  } while (value >= size);
  return value;
}
// #endregion scramble

// #region collisions
/** Expected pairs of equal codes after `rows` uniform draws (the birthday sum). */
export function collidingPairs(rows: number, space: number): number {
  return (rows * (rows - 1)) / 2 / space;
}

/** Chance that one more draw hits a code in use; its inverse is the guesses per live link. */
export function nextCollides(rows: number, space: number): number {
  return rows / space;
}
// #endregion collisions

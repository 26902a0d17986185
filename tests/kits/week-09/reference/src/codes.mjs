import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RESERVED = new Set(['health', 'stats', 'admin']);

/** Seven characters, uniform over 62^7. */
export const randomCode = () => Array.from({ length: 7 }, () => ALPHABET[randomInt(62)]).join('');

export const isAlias = (text) => /^[0-9A-Za-z_-]{4,30}$/.test(text) && !RESERVED.has(text.toLowerCase());

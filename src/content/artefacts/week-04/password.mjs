// #region password
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt);
const settings = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 };

/** A salt of its own for each password, stored beside the hash. */
export async function hash(password) {
  const salt = randomBytes(16);
  const key = await derive(password, salt, 32, settings);
  return `scrypt$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

export async function matches(password, stored) {
  const [, salt, key] = stored.split('$');
  const found = await derive(password, Buffer.from(salt, 'base64url'), 32, settings);
  return timingSafeEqual(found, Buffer.from(key, 'base64url'));
}
// #endregion password

if (process.argv[1] === import.meta.filename) {
  const [one, two] = [await hash('correct horse battery'), await hash('correct horse battery')];
  console.log(one === two, await matches('correct horse battery', one), await matches('Correct horse battery', one));
}

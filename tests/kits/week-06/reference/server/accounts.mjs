import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { ClientError } from './errors.mjs';

const derive = promisify(scrypt);
const cost = Number(process.env.PASSWORD_COST ?? 2 ** 17);
const options = { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 };
const hashed = (sessionId) => createHash('sha256').update(sessionId).digest('hex');

async function hash(password, salt) {
  return (await derive(password, salt, 32, options)).toString('hex');
}

export async function register(pool, { name, password }) {
  const fits = typeof name === 'string' && /^[\w-]{2,30}$/.test(name) && typeof password === 'string';
  if (!fits || password.length < 8 || password.length > 200) throw new ClientError(422, 'invalid');
  const salt = randomBytes(16).toString('hex');
  const { rows } = await pool.query(
    `INSERT INTO users (name, password_hash) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING id, name`,
    [name, `${salt}:${await hash(password, salt)}`],
  );
  if (rows.length === 0) throw new ClientError(409, 'the name is taken');
  return rows[0];
}

export async function login(pool, { name, password }) {
  const { rows } = await pool.query('SELECT id, name, password_hash FROM users WHERE name = $1', [String(name)]);
  // An unknown name costs as much time as a wrong password.
  const [salt, stored] = (rows[0]?.password_hash ?? `none:${'0'.repeat(64)}`).split(':');
  const given = await hash(String(password), salt);
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(stored))) throw new ClientError(401, 'unauthorized');
  const sessionId = randomBytes(32).toString('base64url');
  await pool.query('INSERT INTO sessions (id_hash, user_id) VALUES ($1, $2)', [hashed(sessionId), rows[0].id]);
  return { user: { id: rows[0].id, name: rows[0].name }, sessionId };
}

export async function logout(pool, sessionId) {
  await pool.query('DELETE FROM sessions WHERE id_hash = $1', [hashed(sessionId)]);
}

export async function userOf(pool, sessionId) {
  if (!sessionId) return null;
  const { rows } = await pool.query(
    'SELECT users.id, users.name FROM sessions JOIN users ON users.id = user_id WHERE id_hash = $1',
    [hashed(sessionId)],
  );
  return rows[0] ?? null;
}

import { ClientError } from './errors.mjs';

const isId = (value) => /^\d{1,18}$/.test(String(value));

export async function list(pool, userId) {
  const { rows } = await pool.query(
    `SELECT id, name, EXISTS (SELECT FROM memberships WHERE room_id = rooms.id AND user_id = $1) AS member
     FROM rooms ORDER BY name`,
    [userId],
  );
  return rows;
}

export async function create(pool, userId, { name }) {
  if (typeof name !== 'string' || name.trim() === '' || name.length > 60) throw new ClientError(422, 'invalid');
  const { rows } = await pool.query(
    `WITH room AS (INSERT INTO rooms (name) VALUES ($1) ON CONFLICT (name) DO NOTHING RETURNING id, name),
          member AS (INSERT INTO memberships (room_id, user_id) SELECT id, $2 FROM room)
     SELECT id, name FROM room`,
    [name, userId],
  );
  if (rows.length === 0) throw new ClientError(409, 'the name is taken');
  return rows[0];
}

export async function join(pool, userId, roomId) {
  const known = isId(roomId) && (await pool.query('SELECT FROM rooms WHERE id = $1', [roomId])).rowCount > 0;
  if (!known) throw new ClientError(404, 'not found');
  await pool.query('INSERT INTO memberships (room_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [roomId, userId]);
}

export async function leave(pool, userId, roomId) {
  if (!isId(roomId)) throw new ClientError(404, 'not found');
  await pool.query('DELETE FROM memberships WHERE room_id = $1 AND user_id = $2', [roomId, userId]);
}

export async function roomsOf(pool, userId) {
  const { rows } = await pool.query('SELECT room_id FROM memberships WHERE user_id = $1', [userId]);
  return rows.map((row) => row.room_id);
}

export async function requireMember(pool, userId, roomId) {
  const asked = 'SELECT FROM memberships WHERE room_id = $1 AND user_id = $2';
  const member = isId(roomId) && (await pool.query(asked, [roomId, userId])).rowCount > 0;
  if (!member) throw new ClientError(403, 'forbidden');
}

import { randomUUID } from 'node:crypto';
import { ClientError } from './errors.mjs';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PAGE = 50;
const columns = `messages.room_id AS "roomId", seq, messages.id, users.name AS author, body,
  created_at AS "createdAt", client_msg_id AS "clientMsgId"`;
const number = (row) => ({ ...row, seq: Number(row.seq) });

export async function store(pool, user, { roomId, clientMsgId, body }) {
  if (!UUID.test(clientMsgId) || typeof body !== 'string' || body.length < 1 || body.length > 2000)
    throw new ClientError(422, 'invalid');
  const client = await pool.connect();
  let created = false;
  try {
    await client.query('BEGIN');
    // Locks the room until the commit: numbers appear in their order.
    const room = await client.query('UPDATE rooms SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq', [roomId]);
    const inserted = await client.query(
      `INSERT INTO messages (room_id, seq, id, author_id, client_msg_id, body) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (author_id, client_msg_id) DO NOTHING`,
      [roomId, room.rows[0].last_seq, randomUUID(), user.id, clientMsgId, body],
    );
    created = inserted.rowCount === 1;
    if (created) await client.query('COMMIT');
    // A repeat gives its number back, so that no hole appears.
    else await client.query('ROLLBACK');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  const { rows } = await pool.query(
    `SELECT ${columns} FROM messages JOIN users ON users.id = author_id
     WHERE author_id = $1 AND client_msg_id = $2 AND messages.room_id = $3`,
    [user.id, clientMsgId, roomId],
  );
  if (rows.length === 0) throw new ClientError(422, 'invalid'); // the id was used in another room
  return { message: number(rows[0]), created };
}

export async function history(pool, roomId, before, limit) {
  const most = Math.min(Math.max(Number(limit) || PAGE, 1), PAGE);
  const until = Number(before) || Number.MAX_SAFE_INTEGER;
  const { rows } = await pool.query(
    `SELECT ${columns} FROM messages JOIN users ON users.id = author_id
     WHERE messages.room_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3`,
    [roomId, until, most + 1],
  );
  return { messages: rows.slice(0, most).reverse().map(number), hasMore: rows.length > most };
}

export async function after(pool, roomId, afterSeq) {
  const { rows } = await pool.query(
    `SELECT ${columns} FROM messages JOIN users ON users.id = author_id
     WHERE messages.room_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    [roomId, Number(afterSeq) || 0, PAGE + 1],
  );
  return { messages: rows.slice(0, PAGE).map(number), hasMore: rows.length > PAGE };
}

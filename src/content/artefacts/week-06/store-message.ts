/** Runs one statement on the connection of the transaction. */
export type Query = (text: string, values?: readonly string[]) => Promise<Record<string, unknown>[]>;

export interface Stored {
  seq: number;
  id: string;
  /** Whether this call stored it; false for a repeated send. */
  created: boolean;
}

export interface Draft {
  id: string;
  roomId: string;
  authorId: string;
  clientMsgId: string;
  body: string;
}

const found = (row: Record<string, unknown>, created: boolean): Stored => ({
  seq: Number(row.seq),
  id: String(row.id),
  created,
});

// #region store
/** Stores a message once, however often it is sent. */
export async function store(query: Query, draft: Draft): Promise<Stored> {
  const { id, roomId, authorId, clientMsgId, body } = draft;
  await query('BEGIN');
  try {
    // Locks the room: numbers are given out in the order of commits.
    const [room] = await query(
      `UPDATE rooms SET last_seq = last_seq + 1
       WHERE id = $1 RETURNING last_seq`,
      [roomId],
    );
    if (!room) throw new Error(`there is no room ${roomId}`);
    const [row] = await query(
      `INSERT INTO messages
         (room_id, seq, id, author_id, client_msg_id, body)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (author_id, client_msg_id) DO NOTHING
       RETURNING seq, id`,
      [roomId, String(room.last_seq), id, authorId, clientMsgId, body],
    );
    if (row) {
      await query('COMMIT');
      return found(row, true);
    }
    // A repeat: gives the number back, so that no hole appears.
    await query('ROLLBACK');
  } catch (error) {
    await query('ROLLBACK');
    throw error;
  }
  const [first] = await query(
    `SELECT seq, id FROM messages
     WHERE author_id = $1 AND client_msg_id = $2 AND room_id = $3`,
    [authorId, clientMsgId, roomId],
  );
  if (!first) throw new Error('this clientMsgId was used in another room');
  return found(first, false);
}
// #endregion store

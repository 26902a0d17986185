// The only module that opens connections and sets the tenant.
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const silo = new pg.Pool({ connectionString: process.env.SILO_URL, max: 5 });

/** The platform's own table of tenants, which holds no data of theirs. */
export const tenantTable = (text, values) => pool.query(text, values);

export class Moving extends Error {}

async function transaction(from, tenantId, work) {
  const db = await from.connect();
  let broken = false;
  try {
    await db.query('BEGIN');
    await db.query("SELECT set_config('app.tenant_id', $1, true)", [String(tenantId)]);
    const result = await work(db);
    await db.query('COMMIT');
    return result;
  } catch (error) {
    await db.query('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    db.release(broken);
  }
}

async function placementOf(tenantId) {
  const { rows } = await pool.query('SELECT placement FROM tenants WHERE id = $1', [tenantId]);
  return rows[0]?.placement;
}

/** Reads what the tenant may see, from where its data is now. */
export async function read(tenantId, work) {
  return transaction((await placementOf(tenantId)) === 'silo' ? silo : pool, tenantId, work);
}

/** Writes for the tenant. Throws Moving while its data is on the way to another place. */
export async function write(tenantId, work) {
  if ((await placementOf(tenantId)) === 'silo') return transaction(silo, tenantId, work);
  return transaction(pool, tenantId, async (db) => {
    // Held to the end: a move cannot begin under a write, nor a write under a move.
    const { rows } = await db.query('SELECT placement FROM tenants WHERE id = $1 FOR SHARE', [tenantId]);
    if (rows[0]?.placement !== 'pool') throw new Moving();
    return work(db);
  });
}

export const inPool = (tenantId, work) => transaction(pool, tenantId, work);
export const inSilo = (tenantId, work) => transaction(silo, tenantId, work);

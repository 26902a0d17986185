// The life of a tenant: made, exported, promoted to a silo, erased.
import { rm } from 'node:fs/promises';
import { inPool, inSilo, read, tenantTable } from './db.mjs';
import { folderOf } from './imports.mjs';

const tables = ['orders', 'imports', 'webhooks', 'deliveries', 'users', 'outbox'];

export async function create({ name, tier }) {
  const { rows } = await tenantTable('INSERT INTO tenants (name, tier) VALUES ($1, $2) RETURNING id', [name, tier]);
  return rows[0].id;
}

const allOf = async (db) => {
  const found = {};
  for (const table of tables) found[table] = (await db.query(`SELECT to_jsonb(t) AS row FROM ${table} t`)).rows.map(({ row }) => row);
  return found;
};

export const exportAll = (tid) => read(tid, allOf);

export async function erase(tid) {
  const removeAll = async (db) => {
    for (const table of tables) await db.query(`DELETE FROM ${table}`);
  };
  await tenantTable("UPDATE tenants SET name = NULL, placement = 'erased' WHERE id = $1", [tid]);
  await inPool(tid, removeAll);
  await inSilo(tid, removeAll);
  await rm(folderOf(tid), { recursive: true, force: true });
}

async function checksum(db) {
  const sums = [];
  for (const table of tables) {
    const { rows } = await db.query(
      `SELECT count(*), md5(string_agg(to_jsonb(t)::text, '' ORDER BY to_jsonb(t)::text)) AS sum FROM ${table} t`,
    );
    sums.push(`${rows[0].count}:${rows[0].sum}`);
  }
  return sums.join(' ');
}

/** Moves a tenant to its own database: writes pause, reads go on, and nothing is removed before both sides agree. */
export async function promote(tid) {
  // Waits for every write that holds the row, and keeps later ones out.
  const { rowCount } = await tenantTable("UPDATE tenants SET placement = 'moving' WHERE id = $1 AND placement = 'pool'", [tid]);
  if (rowCount === 0) return undefined;
  try {
    const { rows, before } = await inPool(tid, async (db) => ({ rows: await allOf(db), before: await checksum(db) }));
    const after = await inSilo(tid, async (db) => {
      for (const table of tables)
        await db.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [JSON.stringify(rows[table])]);
      await db.query("SELECT setval(pg_get_serial_sequence('orders', 'id'), greatest(1, max(id))) FROM orders");
      const sum = await checksum(db);
      if (sum !== before) throw new Error('the checksums differ');
      return sum;
    });
    await tenantTable("UPDATE tenants SET placement = 'silo' WHERE id = $1", [tid]);
    await inPool(tid, async (db) => {
      for (const table of tables) await db.query(`DELETE FROM ${table}`);
    });
    return { before, after };
  } catch (error) {
    await tenantTable("UPDATE tenants SET placement = 'pool' WHERE id = $1 AND placement = 'moving'", [tid]);
    throw error;
  }
}

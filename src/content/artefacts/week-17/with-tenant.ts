/** The part of a connection pool that is used here; `pg` has it. */
export interface Pool {
  connect(): Promise<Connection>;
}
export interface Connection {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  release(broken?: boolean): void;
}

// #region with-tenant
/** Runs `work` in one transaction that sees the rows of one tenant; `tenantId` comes from a verified token. */
export async function withTenant<T>(pool: Pool, tenantId: number, work: (db: Connection) => Promise<T>): Promise<T> {
  const db = await pool.connect();
  let broken = false;
  try {
    await db.query('BEGIN');
    // The third argument makes it SET LOCAL: the setting ends with the transaction.
    await db.query("SELECT set_config('app.tenant_id', $1, true)", [String(tenantId)]);
    const result = await work(db);
    await db.query('COMMIT');
    return result;
  } catch (error) {
    await db.query('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    db.release(broken); // a connection that could not roll back is not used again
  }
}
// #endregion with-tenant

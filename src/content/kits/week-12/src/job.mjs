/** Jobs: verify, rewrap, alerts FILE, decide FILE, dependencies LOCK ADVISORIES. Prints JSON. Given. */
import { readFileSync } from 'node:fs';

const [job, ...files] = process.argv.slice(2);
const text = (path) => readFileSync(path, 'utf8');
const jobs = {
  async verify() {
    const [{ firstBroken }, { head, rows }] = [await import('./audit.mjs'), await import('./store.mjs')];
    return { firstBroken: firstBroken(rows(), head()) };
  },
  async rewrap() {
    const [{ rewrap }, { database, keys }] = [await import('./pii.mjs'), await import('./store.mjs')];
    const keyId = Number(process.env.KEY_ID);
    for (const row of database.prepare('SELECT * FROM customer_pii WHERE key_id <> ?').all(keyId)) {
      const sealed = { keyId: row.key_id, wrappedKey: Buffer.from(row.wrapped_key), nonce: Buffer.from(row.nonce), ciphertext: Buffer.from(row.ciphertext) };
      const next = rewrap(keys, keyId, sealed, `customer ${row.customer_id}`);
      database.prepare('UPDATE customer_pii SET key_id = ?, wrapped_key = ? WHERE customer_id = ?').run(next.keyId, next.wrappedKey, row.customer_id);
    }
    return { done: true };
  },
  async alerts() {
    const { firing } = await import('./alerts.mjs');
    return firing(text(files[0]).split('\n').filter(Boolean).map((line) => JSON.parse(line)));
  },
  async decide() {
    const { authorize } = await import('./authorize.mjs');
    return JSON.parse(text(files[0])).map(({ who, action, what }) => authorize(who, action, what).allow);
  },
  async dependencies() {
    const { vulnerable } = await import('./dependencies.mjs');
    const found = vulnerable(JSON.parse(text(files[0])), JSON.parse(text(files[1])));
    if (found.some(({ severity }) => severity === 'critical')) process.exitCode = 1;
    return found;
  },
};
try {
  console.log(JSON.stringify(await jobs[job]()));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}

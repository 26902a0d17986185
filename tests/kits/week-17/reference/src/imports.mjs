// Claim check, router, translators, splitter, idempotent receiver, aggregator.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read, write } from './db.mjs';
import { announce } from './webhooks.mjs';

/** Where the files of a tenant lie. */
export const folderOf = (tid) => join(process.env.OBJECT_STORE, String(tid));

/** Claim check: the bytes go into the store, and a reference goes on. */
export async function accept(tid, format, bytes) {
  const { rows } = await write(tid, (db) =>
    db.query('INSERT INTO imports (tenant_id, format) VALUES ($1, $2) RETURNING id', [tid, format]),
  );
  await mkdir(folderOf(tid), { recursive: true });
  await writeFile(join(folderOf(tid), rows[0].id), bytes);
  enqueue(tid, rows[0].id);
  return rows[0].id;
}

const workers = 8;
const mostOfOne = workers / 4;
const waiting = new Map();
const running = new Map();

function enqueue(tid, id) {
  waiting.set(tid, [...(waiting.get(tid) ?? []), id]);
  startNext();
}

/** Fair queue: tenants take turns, and none holds more than a quarter of the workers. */
function startNext() {
  const busy = [...running.values()].reduce((sum, count) => sum + count, 0);
  if (busy >= workers) return;
  for (const [tid, ids] of waiting) {
    if ((running.get(tid) ?? 0) >= mostOfOne) continue;
    const [id, ...rest] = ids;
    waiting.delete(tid);
    if (rest.length > 0) waiting.set(tid, rest);
    running.set(tid, (running.get(tid) ?? 0) + 1);
    void runImport(tid, id).finally(() => {
      running.set(tid, running.get(tid) - 1);
      startNext();
    });
    startNext();
    return;
  }
}

async function runImport(tid, id) {
  let status = 'done';
  let report;
  try {
    const { rows } = await read(tid, (db) => db.query('SELECT format FROM imports WHERE id = $1', [id]));
    const text = await readFile(join(folderOf(tid), id), 'utf8');
    report = await run(tid, translate(rows[0].format, text));
  } catch (error) {
    status = 'failed';
    report = { lines: 0, accepted: 0, duplicates: 0, errors: [{ line: 1, reason: error.message }] };
  }
  await write(tid, async (db) => {
    await db.query('UPDATE imports SET status = $2, report = $3 WHERE id = $1', [id, status, JSON.stringify(report)]);
    await announce(db, tid, { id, status });
  }).catch((error) => console.log(JSON.stringify({ tenant: tid, import: id, failed: error.message })));
}

/** Router: the format chooses the translator. Each gives the number of a line and a raw OrderV1. */
const translate = (format, text) => (format === 'text/csv' ? fromCsv(text) : fromJson(text));

function fromCsv(text) {
  const [, ...lines] = text.trimEnd().split(/\r?\n/);
  return lines.map((line, index) => {
    const [externalId, email, sku, quantity, unitPriceCents, ...more] = line.split(',');
    const isComplete = unitPriceCents !== undefined && more.length === 0;
    return {
      line: index + 2,
      raw: isComplete && { externalId, email, lines: [{ sku, quantity: Number(quantity), unitPriceCents: Number(unitPriceCents) }] },
    };
  });
}

function fromJson(text) {
  return JSON.parse(text).map((raw, index) => ({ line: index + 1, raw }));
}

/** The reason why this is no OrderV1, or nothing. */
export function problemOf(raw) {
  if (!raw || typeof raw !== 'object') return 'it has not five fields';
  if (typeof raw.externalId !== 'string' || raw.externalId === '') return 'externalId is missing';
  if (!Array.isArray(raw.lines) || raw.lines.length === 0) return 'there are no lines';
  for (const { sku, quantity, unitPriceCents } of raw.lines) {
    if (!sku) return 'sku is missing';
    if (!Number.isInteger(quantity) || quantity < 1) return 'quantity must be a whole number from 1';
    if (!Number.isInteger(unitPriceCents) || unitPriceCents < 0) return 'unitPriceCents must be a whole number from 0';
  }
  return undefined;
}

/** Splitter and aggregator: one order after the other, one report for all. */
async function run(tid, parts) {
  const report = { lines: parts.length, accepted: 0, duplicates: 0, errors: [] };
  for (const { line, raw } of parts) {
    const reason = problemOf(raw);
    if (reason) report.errors.push({ line, reason });
    else if ((await receive(tid, raw)).isNew) report.accepted += 1;
    else report.duplicates += 1;
  }
  return report;
}

const shape = (row) => ({
  id: String(row.id), externalId: row.external_id, email: row.email, status: row.status,
  totalCents: Number(row.total_cents), lines: row.lines,
});

/** Idempotent receiver: the first order of a tenant with this external id is made, each further one is recognised. */
export function receive(tid, { externalId, email, lines }) {
  const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0);
  return write(tid, async (db) => {
    const made = await db.query(
      `INSERT INTO orders (tenant_id, external_id, email, total_cents, lines) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, external_id) DO NOTHING RETURNING *`,
      [tid, externalId, email ?? null, total, JSON.stringify(lines)],
    );
    if (made.rows.length === 0) {
      const first = await db.query('SELECT * FROM orders WHERE external_id = $1', [externalId]);
      return { isNew: false, order: first.rows[0] && shape(first.rows[0]) };
    }
    const payload = JSON.stringify({ orderId: made.rows[0].id, totalCents: total });
    await db.query("INSERT INTO outbox (tenant_id, topic, payload) VALUES ($1, 'OrderPlaced', $2)", [tid, payload]);
    return { isNew: true, order: shape(made.rows[0]) };
  });
}

export async function findOrders(tid, column, value) {
  const { rows } = await read(tid, (db) => db.query(`SELECT * FROM orders WHERE ${column}::text = $1`, [value]));
  return rows.map(shape);
}

import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

export interface Request {
  tenant: string;
  endpoint: string;
  key?: string;
  body: unknown;
}
export interface Response {
  status: number;
  body: string;
}
/** The database, the time in milliseconds, and how long a claim is protected from others. */
export interface World {
  db: DatabaseSync;
  now(): number;
  leaseMs: number;
}

/** JSON with sorted keys, so that the order of fields does not matter. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`;
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What a key stands for: the same key with another fingerprint is the client's mistake. */
export const fingerprint = (request: Request) => sha256(`${request.endpoint}\n${canonical(request.body)}`);

// #region child
/** The key of one step, for the next service: the same for every attempt of the same request. */
export function childKey(request: Request, step: string): string {
  return sha256([request.tenant, request.endpoint, request.key, step].join('\n')).slice(0, 32);
}
// #endregion child

/** Runs `work` in one transaction; whatever it throws undoes it. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

const problem = (status: number, title: string): Response => ({ status, body: JSON.stringify({ title }) });
const missing = problem(400, 'Idempotency-Key is missing');
const inFlight = problem(409, 'A request with this key is still in progress');
const reused = problem(422, 'This key was used with another payload');

interface KeyRow {
  fingerprint: string;
  status: number | null;
  body: string | null;
}

// #region claim
/** Either the number of the claim that is now ours, or the answer to give instead of executing. */
function claim({ db, now, leaseMs }: World, request: Request, key: string): number | Response {
  const id = [request.tenant, request.endpoint, key];
  const print = fingerprint(request);
  const inserted = db
    .prepare(
      `INSERT INTO idempotency_keys (tenant, endpoint, key, fingerprint, claim, locked_until, created_at)
       VALUES (?, ?, ?, ?, 1, ?, ?) ON CONFLICT DO NOTHING RETURNING claim`,
    )
    .get(...id, print, now() + leaseMs, now());
  if (inserted) return 1;

  const row = db
    .prepare('SELECT fingerprint, status, body FROM idempotency_keys WHERE tenant = ? AND endpoint = ? AND key = ?')
    .get(...id) as unknown as KeyRow;
  if (row.fingerprint !== print) return reused;
  if (row.status !== null) return { status: row.status, body: row.body ?? '' };

  const taken = db
    .prepare(
      `UPDATE idempotency_keys SET claim = claim + 1, locked_until = ?
       WHERE tenant = ? AND endpoint = ? AND key = ? AND status IS NULL AND locked_until <= ? RETURNING claim`,
    )
    .get(now() + leaseMs, ...id, now());
  return taken ? Number(taken['claim']) : inFlight;
}

/** Stores the answer; false when somebody else has taken the claim over, or completed it. */
function complete(db: DatabaseSync, request: Request, key: string, claimed: number, { status, body }: Response): boolean {
  const { changes } = db
    .prepare(
      `UPDATE idempotency_keys SET status = ?, body = ?, locked_until = NULL
       WHERE tenant = ? AND endpoint = ? AND key = ? AND claim = ? AND status IS NULL`,
    )
    .run(status, body, request.tenant, request.endpoint, key, claimed);
  return changes === 1;
}
// #endregion claim

// #region one-transaction
/** For effects that live in this database alone: claim, effect and answer commit together or not at all. */
export function inOneTransaction(world: World, request: Request, effect: () => Response): Response {
  const { key } = request;
  if (!key) return missing;
  return transaction(world.db, () => {
    const claimed = claim(world, request, key);
    if (typeof claimed !== 'number') return claimed;
    const response = effect();
    complete(world.db, request, key, claimed, response);
    return response;
  });
}
// #endregion one-transaction

class ClaimLost extends Error {}

// #region claim-first
/**
 * For effects that begin elsewhere: the claim commits first, `call` reaches the other system with a derived key,
 * and `effect` commits together with the answer, unless the claim has been taken over meanwhile.
 */
export async function claimFirst<Result>(
  world: World,
  request: Request,
  call: (childKey: string) => Promise<Result>,
  effect: (result: Result) => Response,
): Promise<Response> {
  const { key } = request;
  if (!key) return missing;
  const claimed = transaction(world.db, () => claim(world, request, key));
  if (typeof claimed !== 'number') return claimed;

  const result = await call(childKey(request, 'charge'));
  try {
    return transaction(world.db, () => {
      const response = effect(result);
      if (!complete(world.db, request, key, claimed, response)) throw new ClaimLost();
      return response;
    });
  } catch (error) {
    if (error instanceof ClaimLost) return inFlight;
    throw error;
  }
}
// #endregion claim-first

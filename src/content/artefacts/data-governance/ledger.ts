/** The erasure ledger: remembers who must not come back, without remembering who they were. */
import { createHmac } from 'node:crypto';

const day = 86_400_000;

// #region ledger
export interface Entry {
  /** HMAC of the internal subject id: a pseudonym, still personal data for whoever has the key. */
  subject: string;
  /** When the last store acknowledged; until then, when the erasure was promised. */
  erasedAt: number;
}

/** The ledger lives outside the systems it protects: a restore must not roll it back with them. */
export class ErasureLedger {
  readonly #entries = new Map<string, Entry>();
  readonly #key: Buffer;
  readonly #lifeDays: number;

  /** @param lifeDays longest backup life plus a margin; entries are dropped after it */
  constructor(key: Buffer, lifeDays: number) {
    this.#key = key;
    this.#lifeDays = lifeDays;
  }

  #pseudonym(subjectId: string): string {
    return createHmac('sha256', this.#key).update(subjectId).digest('base64url');
  }

  /**
   * Called before the first delete is sent, so that a crash leaves a promise and not a gap, and again with the last
   * acknowledgement: a store that was late is in later backups, so the entry has to live longer. Idempotent.
   */
  record(subjectId: string, at: number): void {
    const subject = this.#pseudonym(subjectId);
    const erasedAt = Math.max(at, this.#entries.get(subject)?.erasedAt ?? at);
    this.#entries.set(subject, { subject, erasedAt });
  }

  /** Which of the restored subjects have to be erased again, before any traffic. */
  resurrected(restored: Iterable<string>): string[] {
    return [...restored].filter((subjectId) => this.#entries.has(this.#pseudonym(subjectId)));
  }

  /** What is stored. */
  entries(): Entry[] {
    return [...this.#entries.values()];
  }

  /** Drops what no backup can bring back any more. @returns how many entries are left */
  expire(now: number): number {
    for (const { subject, erasedAt } of this.#entries.values()) {
      if (now - erasedAt > this.#lifeDays * day) this.#entries.delete(subject);
    }
    return this.#entries.size;
  }
}
// #endregion ledger

// #region saga
export type Ack = 'gone' | 'not here';
export type Delete = (subjectId: string) => Promise<Ack>;

/** A saga without compensation: there is nothing to undo, so each store is asked until it answers or a person is called. */
export async function erase(
  subjectId: string,
  stores: Readonly<Record<string, Delete>>,
  attempts: number,
): Promise<{ acknowledged: Record<string, Ack>; toAHuman: string[] }> {
  const acknowledged: Record<string, Ack> = {};
  const toAHuman: string[] = [];
  for (const [name, remove] of Object.entries(stores)) {
    for (let attempt = 1; attempt <= attempts && !(name in acknowledged); attempt++) {
      try {
        acknowledged[name] = await remove(subjectId);
      } catch {
        if (attempt === attempts) toAHuman.push(name);
      }
    }
  }
  return { acknowledged, toAHuman };
}
// #endregion saga

"""A resumable backfill against live dual writes, and what happens without a version guard."""

import sqlite3
import sys

ROWS, BATCH, LIVE_WRITES, CRASH_AT = 10_000, 500, 5, 7


def databases():
    """Old and new store in one file, so that a batch and its checkpoint commit together."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript("""
        CREATE TABLE old (id INTEGER PRIMARY KEY, value TEXT, version INTEGER);
        CREATE TABLE new (id INTEGER PRIMARY KEY, value TEXT, version INTEGER);
        CREATE TABLE checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), last_id INTEGER);
        INSERT INTO checkpoint VALUES (1, 0);
    """)
    db.executemany("INSERT INTO old VALUES (?, 'v1', 1)", ((n,) for n in range(1, ROWS + 1)))
    return db


def dual_write(db, row_id):
    """What the application does since step 2: both stores, in one transaction here."""
    db.execute("BEGIN")
    db.execute("UPDATE old SET value = 'v' || (version + 1), version = version + 1 WHERE id = ?", (row_id,))
    db.execute("INSERT OR REPLACE INTO new SELECT id, value, version FROM old WHERE id = ?", (row_id,))
    db.execute("COMMIT")


# region upserts
NAIVE = "INSERT OR REPLACE INTO new VALUES (?, ?, ?)"
GUARDED = """
    INSERT INTO new VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET value = excluded.value, version = excluded.version
    WHERE excluded.version > new.version
"""
# endregion upserts


# region backfill
def backfill(db, upsert, attempts):
    """Copies old to new by keyset pagination; batch and checkpoint commit together, so it resumes where it stopped."""
    while True:
        (last,) = db.execute("SELECT last_id FROM checkpoint").fetchone()
        batch = db.execute("SELECT id, value, version FROM old WHERE id > ? ORDER BY id LIMIT ?", (last, BATCH)).fetchall()
        if not batch:
            return
        attempts.append(batch[0][0])
        for n in range(LIVE_WRITES):  # users do not wait for us
            dual_write(db, batch[(7 * len(attempts) + 90 * n) % BATCH][0])
        db.execute("BEGIN")
        db.executemany(upsert, batch)
        if len(attempts) == CRASH_AT:
            db.execute("ROLLBACK")
            raise ConnectionError("lost the target in batch 7")
        db.execute("UPDATE checkpoint SET last_id = ?", (batch[-1][0],))
        db.execute("COMMIT")
# endregion backfill


def run(upsert):
    """Runs to the end through one crash; gives attempts, batches committed, stale rows and missing rows."""
    db, attempts = databases(), []
    try:
        backfill(db, upsert, attempts)
    except ConnectionError:
        backfill(db, upsert, attempts)
    stale = db.execute("SELECT count(*) FROM old JOIN new USING (id) WHERE old.version <> new.version").fetchone()[0]
    missing = db.execute("SELECT count(*) FROM old LEFT JOIN new USING (id) WHERE new.id IS NULL").fetchone()[0]
    return len(attempts), len(set(attempts)), stale, missing


if __name__ == "__main__":
    for name, upsert in (("naive", NAIVE), ("guarded", GUARDED)):
        attempts, batches, stale, missing = run(upsert)
        sys.stdout.write(f"{name} attempts={attempts} batches={batches} stale={stale} missing={missing}\n")

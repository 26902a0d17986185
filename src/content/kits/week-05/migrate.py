"""Applies migrations/*.sql in order, each once and in one transaction: python3 migrate.py postgresql://…/shop

The table schema_migrations remembers which have been applied. A migration that has run on a database that others use
is never edited: write the next one.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "migrations"


def psql(url: str, text: str) -> str:
    command = ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-d", url, "-f", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode != 0:
        errors = [line for line in done.stderr.splitlines() if "ERROR" in line or "FATAL" in line]
        sys.exit((errors or done.stderr.splitlines() or ["psql failed"])[0].split(": ", 1)[-1])
    return done.stdout


def main(url: str) -> None:
    psql(url, "CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz DEFAULT now());")
    applied = set(psql(url, "SELECT name FROM schema_migrations;").split())
    for path in sorted(FOLDER.glob("*.sql")):
        if path.name not in applied:
            psql(url, f"{path.read_text(encoding='utf-8')}\nINSERT INTO schema_migrations (name) VALUES ('{path.name}');")
            print(f"applied {path.name}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 migrate.py postgresql://user@host:port/database")
    main(sys.argv[1])

"""Commands of the project: python3 -m warehouse COMMAND …  Each prints one JSON object."""

import argparse
import html
import json
import os
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2

from warehouse import batch
from warehouse.contract import violations
from warehouse.stream import Stream

STALE_AFTER = timedelta(hours=2)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="warehouse")
    commands = top.add_subparsers(dest="command", required=True)
    commands.add_parser("init")
    commands.add_parser("check")
    commands.add_parser("run-day").add_argument("--date", nargs="+", type=date.fromisoformat, required=True)
    commands.add_parser("stream").add_argument("--pause-ms", type=int, default=0)
    commands.add_parser("reconcile").add_argument("--date", type=date.fromisoformat, required=True)
    commands.add_parser("contract").add_argument("file", type=Path)
    erase = commands.add_parser("erase")
    erase.add_argument("--customer", type=int, required=True)
    erase.add_argument("--request", required=True)
    commands.add_parser("freshness").add_argument("--now", type=datetime.fromisoformat, required=True)
    dashboard = commands.add_parser("dashboard")
    dashboard.add_argument("--now", type=datetime.fromisoformat, required=True)
    dashboard.add_argument("--out", type=Path, required=True)
    return top


def main() -> None:
    options = parser().parse_args()
    answer, code = run(options)
    print(json.dumps(answer))
    sys.exit(code)


def run(options: argparse.Namespace) -> tuple[dict, int]:
    """What a command prints, and its exit code."""
    if options.command == "contract":
        events = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line]
        found = [f"event {n}: {problem}" for n, event in enumerate(events, start=1) for problem in violations(event)]
        return {"violations": found}, int(bool(found))
    connection = psycopg2.connect(os.environ["DATABASE_URL"], options="-c timezone=UTC -c client_min_messages=warning")
    match options.command:
        case "init":
            with connection, connection.cursor() as cursor:
                cursor.execute(Path(__file__).with_name("schema.sql").read_text(encoding="utf-8"))
            return {}, 0
        case "run-day":
            records = batch.extract(set(options.date))
            return {"days": [batch.run(connection, day, records[day]) for day in options.date]}, 0
        case "check":
            with connection.cursor() as cursor:
                found = batch.failures(cursor)
            return {"failures": found}, int(bool(found))
        case "stream":
            return {"records": Stream(connection).run(options.pause_ms / 1000)}, 0
        case "reconcile":
            return reconcile(connection, options.date), 0
        case "erase":
            return erase(connection, options.customer, options.request), 0
        case "freshness":
            since = stale_since(connection, options.now)
            return {"stale": since is not None, "stale_since": since}, int(since is not None)
        case _:
            return dashboard(connection, options.now, options.out), 0


def one(connection: Any, query: str, *values: object) -> Any:
    with connection, connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()[0]


def reconcile(connection: Any, day: date) -> dict:
    span = (datetime(day.year, day.month, day.day, tzinfo=UTC), datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1))
    total = "SELECT coalesce(sum({}), 0)::bigint FROM {} WHERE {} >= %s AND {} < %s"
    stream, whole, late = (
        one(connection, total.format(column, table, time, time), *span)
        for column, table, time in (
            ("revenue_cents", "rt_revenue_minute", "window_start"), ("net_cents", "fact_order_line", "paid_at"),
            ("amount_cents", "late_events", "occurred_at"),
        )
    )
    difference = whole - stream
    explained = difference == late or abs(difference) <= 0.001 * whole
    return {
        "stream_cents": stream, "batch_cents": whole, "late_cents": late, "difference_cents": difference, "explained": explained,
    }


def erase(connection: Any, customer: int, request: str) -> dict:
    """Takes the personal data of a customer out of all layers. The log of erasures is applied by every later load."""
    tables = ["raw_customers", "dim_customer"]
    with connection, connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"UPDATE {table} SET email = NULL WHERE customer_id = %s", [customer])
        cursor.execute(
            "INSERT INTO erasure_log (request_id, customer_id, tables) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [request, customer, ", ".join(tables)],
        )
    return {"tables": tables}


def stale_since(connection: Any, now: datetime) -> str | None:
    """When the last record came, if that is more than two hours ago."""
    last = one(connection, "SELECT greatest((SELECT max(appended_at) FROM raw_events), (SELECT max(appended_at) FROM stream_state))")
    if last is None:
        return datetime.min.replace(tzinfo=UTC).isoformat()
    return last.isoformat() if now - last > STALE_AFTER else None


def dashboard(connection: Any, now: datetime, out: Path) -> dict:
    since = stale_since(connection, now)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT month, segment, net_cents FROM revenue_as_was ORDER BY 1, 2")
        rows = cursor.fetchall()
    cells = "".join(f"<tr><td>{html.escape(str(m))}<td>{html.escape(str(s))}<td>{cents / 100:.2f}" for m, s, cents in rows)
    state = f"stale since {since}" if since else f"fresh at {now.isoformat()}"
    late = one(connection, "SELECT count(*) FROM late_events")
    out.write_text(
        f"<!doctype html><meta charset=utf-8><title>shop</title><h1>Revenue as it was</h1><p>{state}</p>"
        f"<table>{cells}</table><p>late events: {late}</p>",
        encoding="utf-8",
    )
    return {"file": str(out)}

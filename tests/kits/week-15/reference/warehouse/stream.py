"""Revenue by the minute of event time. Counts, identifiers and offsets are committed in one transaction."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg2.extras import execute_values

from warehouse import log
from warehouse.contract import violations

WINDOW = timedelta(minutes=1)
BEHIND = timedelta(seconds=10)
LATENESS = timedelta(minutes=5)
BATCH = 20


@dataclass
class Row:
    orders: int = 0
    cents: int = 0
    closed: bool = False
    final: bool = False


class Stream:
    def __init__(self, connection: Any) -> None:
        self.connection = connection
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT window_start, region, orders, revenue_cents, is_closed FROM rt_revenue_minute WHERE NOT is_final")
            self.rows = {(start, region): Row(*rest) for start, region, *rest in cursor.fetchall()}
            cursor.execute("SELECT partition, next_offset FROM stream_offsets")
            self.offsets: dict[str, int] = dict(cursor.fetchall())
            cursor.execute("SELECT latest FROM stream_state")
            state = cursor.fetchone()
            self.latest: datetime = state[0] if state else datetime(1900, 1, 1, tzinfo=UTC)
            cursor.execute("SELECT event_id FROM stream_seen WHERE occurred_at > %s", [self.latest - timedelta(hours=24)])
            self.seen = {row[0] for row in cursor.fetchall()}
        self.forget()

    def forget(self) -> None:
        self.changed: set[tuple[datetime, str]] = set()
        self.emitted: list[tuple] = []
        self.late: list[tuple] = []
        self.new: list[tuple] = []

    def run(self, pause: float) -> int:
        total, waiting, appended = 0, 0, None
        for appended, partition, offset, event in log.read(dict(self.offsets)):
            self.offsets[partition] = offset + 1
            self.add(event)
            total, waiting = total + 1, waiting + 1
            if waiting == BATCH:
                self.commit(appended)
                waiting = 0
                time.sleep(pause)
        if waiting:
            self.commit(appended)
        return total

    def add(self, event: dict) -> None:
        if violations(event) or event["eventId"] in self.seen:
            return
        at = datetime.fromisoformat(event["occurredAt"])
        self.seen.add(event["eventId"])
        self.new.append((event["eventId"], at))
        if event["type"] == "PaymentCaptured":
            self.count(event, at)
        self.latest = max(self.latest, at)
        self.close()

    def count(self, event: dict, at: datetime) -> None:
        start = at.replace(second=0, microsecond=0)
        cents, region = event["data"]["amountCents"], event["data"]["region"]
        if self.latest - BEHIND >= start + WINDOW + LATENESS:
            self.late.append((event["eventId"], at, cents, region))
            return
        key = (start, region)
        row = self.rows.setdefault(key, Row())
        row.orders, row.cents = row.orders + 1, row.cents + cents
        self.changed.add(key)
        if row.closed:
            self.emitted.append((*key, row.orders, row.cents, "correction"))
        elif self.latest - BEHIND >= start + WINDOW:
            row.closed = True
            self.emitted.append((*key, row.orders, row.cents, "correction"))

    def close(self) -> None:
        watermark = self.latest - BEHIND
        for key, row in sorted(self.rows.items()):
            if not row.closed and watermark >= key[0] + WINDOW:
                row.closed = True
                self.changed.add(key)
                self.emitted.append((*key, row.orders, row.cents, "closed"))
            if not row.final and watermark >= key[0] + WINDOW + LATENESS:
                row.final = True
                self.changed.add(key)

    def commit(self, appended: datetime | None) -> None:
        values = [
            (*key, self.rows[key].orders, self.rows[key].cents, self.rows[key].closed, self.rows[key].final)
            for key in sorted(self.changed)
        ]
        with self.connection, self.connection.cursor() as cursor:
            execute_values(
                cursor,
                "INSERT INTO rt_revenue_minute VALUES %s ON CONFLICT (window_start, region) DO UPDATE SET"
                " (orders, revenue_cents, is_closed, is_final, updated_at) ="
                " (EXCLUDED.orders, EXCLUDED.revenue_cents, EXCLUDED.is_closed, EXCLUDED.is_final, now())",
                values, template="(%s, %s, %s, %s, %s, %s, now())",
            )
            execute_values(cursor, "INSERT INTO rt_emissions (window_start, region, orders, revenue_cents, reason) VALUES %s", self.emitted)
            execute_values(cursor, "INSERT INTO late_events VALUES %s", self.late)
            execute_values(cursor, "INSERT INTO stream_seen VALUES %s", self.new)
            cursor.execute("DELETE FROM stream_seen WHERE occurred_at < %s", [self.latest - timedelta(hours=24)])
            execute_values(
                cursor,
                "INSERT INTO stream_offsets VALUES %s ON CONFLICT (partition) DO UPDATE SET next_offset = EXCLUDED.next_offset",
                list(self.offsets.items()),
            )
            cursor.execute(
                "INSERT INTO stream_state VALUES (true, %s, %s) ON CONFLICT (one) DO UPDATE"
                " SET (latest, appended_at) = (EXCLUDED.latest, EXCLUDED.appended_at)",
                [self.latest, appended],
            )
        for key in [key for key, row in self.rows.items() if row.final]:
            del self.rows[key]
        self.forget()

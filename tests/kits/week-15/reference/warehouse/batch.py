"""extract → validate → load raw → build → test → publish, for one day, in one transaction."""

import csv
import json
from datetime import date
from typing import Any

from psycopg2.extras import execute_values

from warehouse import log
from warehouse.contract import violations

BUILD_CUSTOMERS = """
TRUNCATE dim_customer;
WITH versions AS (
  SELECT *, row_number() OVER versions_of AS n,
    (segment, region) IS DISTINCT FROM (lag(segment) OVER versions_of, lag(region) OVER versions_of) AS changed
  FROM raw_customers WINDOW versions_of AS (PARTITION BY customer_id ORDER BY snapshot_date)
), starts AS (
  SELECT customer_id, segment, region,
    CASE WHEN n = 1 THEN timestamptz '1900-01-01 00:00Z' ELSE snapshot_date::timestamp AT TIME ZONE 'UTC' END AS valid_from
  FROM versions WHERE changed OR n = 1
), spans AS (
  SELECT *, lead(valid_from) OVER (PARTITION BY customer_id ORDER BY valid_from) AS next FROM starts
), latest AS (
  SELECT DISTINCT ON (customer_id) customer_id, email FROM raw_customers ORDER BY customer_id, snapshot_date DESC
)
INSERT INTO dim_customer
SELECT ('x' || substr(md5(customer_id || '|' || extract(epoch FROM valid_from)), 1, 15))::bit(60)::bigint,
  customer_id, segment, region, email, valid_from, coalesce(next, timestamptz '9999-12-31 00:00Z'), next IS NULL
FROM spans JOIN latest USING (customer_id);
"""

BUILD_FACTS = """
CREATE TEMPORARY TABLE touched ON COMMIT DROP AS
SELECT DISTINCT order_id FROM raw_events WHERE ingest_date = %(day)s AND type IN ('OrderPlaced', 'PaymentCaptured');
DELETE FROM fact_order_line WHERE order_id IN (SELECT order_id FROM touched);
WITH once AS (
  SELECT DISTINCT ON (event_id) * FROM raw_events WHERE order_id IN (SELECT order_id FROM touched)
  ORDER BY event_id, appended_at
)
INSERT INTO fact_order_line
SELECT placed.order_id, line->>'sku', (placed.data->>'customerId')::bigint, NULL, paid.occurred_at,
  (line->>'quantity')::integer,
  (line->>'quantity')::bigint * (line->>'unitPriceCents')::bigint - (line->>'discountCents')::bigint,
  (line->>'discountCents')::bigint
FROM once AS placed
JOIN once AS paid ON paid.order_id = placed.order_id AND paid.type = 'PaymentCaptured'
CROSS JOIN jsonb_array_elements(placed.data->'lines') AS line
WHERE placed.type = 'OrderPlaced';
UPDATE fact_order_line AS f SET customer_key = d.customer_key
FROM dim_customer AS d
WHERE d.customer_id = f.customer_id AND d.valid_from <= f.paid_at AND f.paid_at < d.valid_to
  AND f.customer_key IS DISTINCT FROM d.customer_key;
"""

CHECKS = {
    "dim_customer: versions overlap for customer": """
      SELECT DISTINCT one.customer_id FROM dim_customer one JOIN dim_customer other USING (customer_id)
      WHERE other.customer_key <> one.customer_key
        AND other.valid_from < one.valid_to AND one.valid_from < other.valid_to""",
    "dim_customer: not exactly one current version for customer": """
      SELECT customer_id FROM dim_customer GROUP BY customer_id HAVING count(*) FILTER (WHERE is_current) <> 1""",
    "fact_order_line: a line stands twice in order": """
      SELECT order_id FROM fact_order_line GROUP BY order_id, sku HAVING count(*) > 1""",
    "fact_order_line: no customer version for order": """
      SELECT order_id FROM fact_order_line f LEFT JOIN dim_customer d USING (customer_key)
      WHERE d.customer_key IS NULL AND EXISTS (SELECT FROM dim_customer)""",
}


def extract(days: set[date]) -> dict[date, list[log.Record]]:
    """The records that were appended on each of these days, by one reading of the log."""
    found: dict[date, list[log.Record]] = {day: [] for day in days}
    for record in log.read():
        if record[0].date() in found:
            found[record[0].date()].append(record)
    return found


def run(connection: Any, day: date, records: list[log.Record]) -> dict:
    """Loads one day; commits only if the tests pass. @raises SystemExit with the failures"""
    with connection, connection.cursor() as cursor:
        good, bad = [], []
        for appended, _, _, event in records:
            problems = violations(event)
            if problems:
                bad.append((day, "; ".join(problems), json.dumps(event)))
            else:
                order = event["data"].get("orderId")
                good.append((day, event["eventId"], event["type"], order, event["occurredAt"], appended, json.dumps(event["data"])))
        cursor.execute("DELETE FROM raw_events WHERE ingest_date = %s", [day])
        cursor.execute("DELETE FROM quarantine WHERE ingest_date = %s", [day])
        execute_values(cursor, "INSERT INTO raw_events VALUES %s", good)
        execute_values(cursor, "INSERT INTO quarantine VALUES %s", bad)
        load_snapshots(cursor, day)
        cursor.execute(BUILD_CUSTOMERS)
        cursor.execute(BUILD_FACTS, {"day": day})
        problems = failures(cursor)
        if problems:
            raise SystemExit(f"{day} is not published: {problems[0]}")
    share = len(bad) / len(records) if records else 0
    alerts = [f"{len(bad)} of {len(records)} events of {day} are in quarantine"] if share > 0.005 else []
    return {"date": str(day), "rows": len(good), "quarantined": len(bad), "alerts": alerts}


def load_snapshots(cursor: Any, day: date) -> None:
    folder = log.data_dir() / "snapshots"
    path = folder / f"customers-{day}.csv"
    if path.exists():
        cursor.execute("SELECT customer_id FROM erasure_log")
        erased = {row[0] for row in cursor.fetchall()}
        cursor.execute("DELETE FROM raw_customers WHERE snapshot_date = %s", [day])
        with path.open(newline="", encoding="utf-8") as file:
            rows = [
                (day, int(row["customer_id"]), row["segment"], row["region"], None if int(row["customer_id"]) in erased else row["email"])
                for row in csv.DictReader(file)
            ]
        execute_values(cursor, "INSERT INTO raw_customers VALUES %s", rows)
    catalogue = folder / "products.csv"
    if catalogue.exists():
        with catalogue.open(newline="", encoding="utf-8") as file:
            rows = [(row["sku"], row["name"], row["category"]) for row in csv.DictReader(file)]
        cursor.execute("TRUNCATE dim_product")
        execute_values(cursor, "INSERT INTO dim_product VALUES %s", rows)


def failures(cursor: Any) -> list[str]:
    found = []
    for text, query in CHECKS.items():
        cursor.execute(query)
        found += [f"{text} {row[0]}" for row in cursor.fetchall()]
    return found

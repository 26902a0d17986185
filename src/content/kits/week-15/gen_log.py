"""Writes the topic order.events and nightly snapshots: python3 gen_log.py FOLDER [--days 30] [--orders 1500] …

FOLDER/log/partition-N.ndjson          one record a line: {"appendedAt": …, "event": {…}}; the line number is the offset
FOLDER/snapshots/customers-DATE.csv    customer_id, segment, region, email
FOLDER/snapshots/products.csv          sku, name, category

The same arguments give the same bytes. --late, --duplicates and --malformed are shares of the payment events.
"""

import argparse
import csv
import json
import random
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

REGIONS = ["EU", "US", "APAC"]
PARTITIONS = 3


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--start", default="2026-01-01")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--orders", type=int, default=1_500, help="orders a day")
    parser.add_argument("--customers", type=int, default=200)
    parser.add_argument("--late", type=float, default=0.0)
    parser.add_argument("--duplicates", type=float, default=0.0)
    parser.add_argument("--malformed", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    start = datetime.fromisoformat(options.start).replace(tzinfo=UTC)
    records: list[tuple[datetime, int, dict]] = []

    def append(at: datetime, order: int, type_: str, data: dict, delay: float) -> None:
        event = {
            "eventId": str(uuid.UUID(int=draw.getrandbits(128), version=4)), "type": type_, "version": 2,
            "occurredAt": at.isoformat(), "sagaId": f"saga-{order}", "step": 1, "attempt": 1, "data": data,
        }
        records.append((at + timedelta(seconds=delay), order, event))

    products = {f"SKU-{number}": draw.randint(300, 9_000) for number in range(1, 41)}
    order = 0
    for day in range(options.days):
        for _ in range(options.orders):
            order += 1
            at = start + timedelta(days=day, seconds=draw.randrange(86_400))
            region = draw.choice(REGIONS)
            lines = []
            for sku in draw.sample(sorted(products), draw.randint(1, 3)):
                quantity = draw.randint(1, 3)
                discount = draw.choice([0, 0, 0, 100])
                lines.append({"sku": sku, "quantity": quantity, "unitPriceCents": products[sku], "discountCents": discount})
            total = sum(line["quantity"] * line["unitPriceCents"] - line["discountCents"] for line in lines)
            placed = {"orderId": order, "customerId": draw.randint(1, options.customers), "region": region, "lines": lines, "totalCents": total}
            append(at, order, "OrderPlaced", placed, draw.uniform(0, 3))
            append(at + timedelta(seconds=1), order, "StockReserved", {"orderId": order}, draw.uniform(0, 3))
            if draw.random() < 0.1:
                append(at + timedelta(seconds=4), order, "PaymentDeclined", {"orderId": order}, draw.uniform(0, 3))
                continue
            late = draw.random() < options.late
            data = {"orderId": order, "amountCents": total, "region": region}
            if draw.random() < options.malformed:
                del data["amountCents"]
            append(at + timedelta(seconds=draw.uniform(3, 60)), order, "PaymentCaptured", data, draw.uniform(1_800, 7_200) if late else draw.uniform(0, 8))
            if draw.random() < options.duplicates:
                appended, _, event = records[-1]
                records.append((appended + timedelta(seconds=draw.uniform(1, 80_000)), order, event))

    log = options.folder / "log"
    log.mkdir(parents=True, exist_ok=True)
    files = [(log / f"partition-{number}.ndjson").open("w", encoding="utf-8") for number in range(PARTITIONS)]
    for appended, key, event in sorted(records, key=lambda record: (record[0], record[2]["eventId"])):
        files[key % PARTITIONS].write(json.dumps({"appendedAt": appended.isoformat(), "event": event}) + "\n")
    for file in files:
        file.close()

    snapshots = options.folder / "snapshots"
    snapshots.mkdir(exist_ok=True)
    segments = {customer: draw.choice(["retail", "smb"]) for customer in range(1, options.customers + 1)}
    for day in range(options.days + 1):
        if day > 0 and day % 3 == 0:
            changed = draw.randint(1, options.customers)
            segments[changed] = "smb" if segments[changed] == "retail" else "retail"
        with (snapshots / f"customers-{(start + timedelta(days=day)).date()}.csv").open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(["customer_id", "segment", "region", "email"])
            for customer, segment in segments.items():
                rows.writerow([customer, segment, REGIONS[customer % 3], f"customer{customer}@example.org"])
    with (snapshots / "products.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["sku", "name", "category"])
        rows.writerows([sku, f"Product {sku[4:]}", ["books", "games", "garden"][int(sku[4:]) % 3]] for sku in products)
    print(f"{len(records)} records in {log}")


if __name__ == "__main__":
    main()

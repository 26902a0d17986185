"""Acceptance tests of week 5, numbered as on its page. They apply your migrations to a new database and ask it."""

import csv
import functools
import json
import re
import subprocess
import threading
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from harness import Box, Failed, at, check, equal, eventually
from servers import postgres, sql

KIT = Path(__file__).resolve().parent.parent
NAMES = iter(f"shop{number}" for number in range(1000))
REVENUE = {"CONFIRMED", "PAID", "SHIPPED"}


def url(database: str) -> str:
    return postgres().url.rsplit("/", 1)[0] + f"/{database}"


def program(*command: str, script: str = "", timeout: float = 60) -> subprocess.CompletedProcess:
    return subprocess.run(command, input=script, capture_output=True, text=True, timeout=timeout, cwd=KIT)


def psql(database: str, script: str, *options: str) -> subprocess.CompletedProcess:
    command = ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", *options, "-d", url(database), "-f", "-"]
    return program(*command, script=script)


def said(done: subprocess.CompletedProcess) -> str:
    lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    return next((line for line in lines if "ERROR" in line), lines[0] if lines else "it said nothing")


def run(database: str, script: str) -> str:
    """Runs a script that has to succeed; returns what it printed."""
    done = psql(database, script)
    check(done.returncode == 0, said(done))
    return done.stdout.strip()


def create(template: str = "template1") -> str:
    name = next(NAMES)
    run("postgres", f"CREATE DATABASE {name} TEMPLATE {template};")
    return name


@functools.cache
def migrated() -> str:
    """An empty shop, the template of others. Not remembered where a migration fails."""
    postgres()
    name = create()
    done = program("python3", "migrate.py", url(name))
    if done.returncode != 0:
        raise Failed(f"the migrations do not apply: {said(done)}")
    return name


@functools.cache
def seeded() -> str:
    """A shop with 5,000 customers, 500 products and 30,000 orders; tests only read it."""
    name = create(migrated())
    options = [f"-vcustomers={5000}", f"-vproducts={500}", f"-vorders={30000}"]
    done = program("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *options, "-d", url(name), "-f", "seed.sql")
    check(done.returncode == 0, f"seed.sql does not fit the tables: {said(done)}")
    return name


def small() -> str:
    """A shop with one customer and two products: A costs 1000 and has 5 pieces, B costs 250 and has 5."""
    name = create(migrated())
    run(name, """
        INSERT INTO customers (email, name, region) VALUES ('a@example.com', 'A', 'eu');
        INSERT INTO products (sku, name) VALUES ('A', 'a'), ('B', 'b');
        INSERT INTO prices (product_id, price_cents, valid)
        SELECT id, CASE sku WHEN 'A' THEN 1000 ELSE 250 END, tstzrange('2020-01-01', NULL) FROM products;
        INSERT INTO inventory (sku, on_hand, reserved) VALUES ('A', 5, 0), ('B', 5, 0);
    """)
    return name


def cart(database: str, **lines: int) -> int:
    """A cart of customer 1 with these quantities, in this order; returns its id."""
    number = int(run(database, "INSERT INTO carts (customer_id) VALUES (1) RETURNING id;"))
    for sku, quantity in lines.items():
        run(database, f"INSERT INTO cart_items (cart_id, sku, quantity) VALUES ({number}, '{sku}', {quantity});")
    return number


def ask(database: str, query: str) -> list[dict[str, Any]]:
    return sql(postgres(), query, database=database)


def refused(database: str, script: str, state: str, what: str) -> None:
    """Fails unless the database refuses a statement with this SQLSTATE."""
    done = psql(database, script, "-v", "VERBOSITY=sqlstate")
    check(done.returncode != 0, f"{what} was accepted")
    check(state in done.stderr, f"{what}: expected the database to refuse it with {state}, found {said(done)}")


def learners(path: str) -> str:
    """A query of the learner's, without the last semicolon."""
    file = KIT / path
    check(file.exists(), f"{path} is not there")
    text = file.read_text(encoding="utf-8")
    check("not written yet" not in text, f"{path}: not written yet")
    return text.strip().rstrip(";")


@at(1, "an old order keeps its total when a price changes")
def _(box: Box) -> None:
    name = small()
    order = run(name, f"SELECT place_order(1, {cart(name, A=2, B=1)});")
    run(name, """
        UPDATE prices SET valid = tstzrange(lower(valid), now() - interval '1 second') WHERE price_cents = 1000;
        INSERT INTO prices (product_id, price_cents, valid)
        SELECT id, 2000, tstzrange(now() - interval '1 second', NULL) FROM products WHERE sku = 'A';
    """)
    found = ask(name, f"""
        SELECT o.status, o.total_cents, sum(i.quantity * i.unit_price_cents) AS lines
        FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.id = {order} GROUP BY o.id""")
    equal(found, [{"status": "CONFIRMED", "total_cents": 2250, "lines": 2250}], "the order of 2 × 1000 + 250 after the change")
    later = run(name, f"SELECT place_order(1, {cart(name, A=1)});")
    equal(ask(name, f"SELECT total_cents FROM orders WHERE id = {later}"), [{"total_cents": 2000}], "an order at the new price")
    events = ask(name, "SELECT topic, payload ->> 'orderId' AS id FROM outbox WHERE sent_at IS NULL ORDER BY id")
    equal(sorted(str(row["id"]) for row in events), sorted([order, later]), "orders in the outbox")


@at(2, "two sessions want the last piece: one gets it, the other hears of insufficient stock")
def _(box: Box) -> None:
    name = small()
    run(name, "UPDATE inventory SET on_hand = 1 WHERE sku = 'A';")
    carts = [cart(name, A=1), cart(name, A=1)]
    outcomes: dict[int, subprocess.CompletedProcess] = {}

    def order(number: int, wait: str) -> None:
        outcomes[number] = psql(name, f"BEGIN; SELECT place_order(1, {carts[number]}); {wait} COMMIT;")

    first = threading.Thread(target=order, args=(0, "SELECT pg_sleep(1);"))
    first.start()
    sleeping = "SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(1)%' AND wait_event = 'PgSleep'"
    eventually(lambda: 0 in outcomes or ask(name, sleeping), "the first session never held its order open")
    order(1, "")
    first.join()
    check(outcomes[0].returncode == 0, f"the first session: {said(outcomes[0])}")
    check(outcomes[1].returncode != 0, "both sessions got the last piece")
    check("insufficient stock" in outcomes[1].stderr, f'the second session: expected "insufficient stock", found {said(outcomes[1])}')
    equal(ask(name, "SELECT on_hand - reserved AS free FROM inventory WHERE sku = 'A'"), [{"free": 0}], "free pieces")
    equal(ask(name, "SELECT count(*) AS n FROM orders"), [{"n": 1}], "orders")


@at(3, "16 clients on 100 SKUs: reserved equals ordered, and nobody meets a deadlock", timeout=60)
def _(box: Box) -> None:
    name = create(migrated())
    run(name, """
        INSERT INTO customers (email, name, region) SELECT g || '@example.com', 'c', 'eu' FROM generate_series(1, 100) g;
        INSERT INTO products (sku, name) SELECT 'SKU-' || g, 'p' FROM generate_series(1, 100) g;
        INSERT INTO prices (product_id, price_cents, valid) SELECT id, 100, tstzrange('2020-01-01', NULL) FROM products;
        INSERT INTO inventory (sku, on_hand, reserved) SELECT sku, 1000000, 0 FROM products;
    """)
    script = box.path / "place_order.sql"
    script.write_text(r"""
\set customer random(1, 100)
\set a random_zipfian(1, 100, 1.1)
\set b random_zipfian(1, 100, 1.1)
\set c random(1, 100)
BEGIN;
INSERT INTO carts (customer_id) VALUES (:customer) RETURNING id AS cart \gset
INSERT INTO cart_items (cart_id, sku, quantity) VALUES (:cart, 'SKU-' || :c, 1), (:cart, 'SKU-' || :a, 2), (:cart, 'SKU-' || :b, 1)
ON CONFLICT DO NOTHING;
SELECT place_order(:customer, :cart);
\sleep 1 ms
COMMIT;
""")
    done = program("pgbench", "-n", "-c", "16", "-j", "2", "-T", "4", "-f", str(script), url(name))
    failed = re.search(r"number of failed transactions: (\d+)", done.stdout)
    check("deadlock" not in done.stderr and (failed is None or failed[1] == "0"), "two orders waited for each other: deadlock detected")
    check(done.returncode == 0, f"pgbench: {said(done)}")
    sums = ask(name, """
        SELECT (SELECT sum(reserved) FROM inventory) AS reserved, (SELECT sum(quantity) FROM order_items) AS ordered,
               (SELECT count(*) FROM orders) AS orders""")[0]
    equal(sums["reserved"], sums["ordered"], "pieces reserved against pieces ordered")
    check(sums["orders"] >= 200, f"only {sums['orders']} orders in 4 s; the specification wants 200 a second")


@at(4, "a payment with the same idempotency key is refused")
def _(box: Box) -> None:
    name = small()
    order = run(name, f"SELECT place_order(1, {cart(name, A=1)});")
    pay = f"INSERT INTO payments (order_id, amount_cents, idempotency_key, status) VALUES ({order}, 1000, 'k-1', 'CAPTURED');"
    run(name, pay)
    refused(name, pay, "23505", "a second payment with the key k-1")


@at(5, "quantity 0, a negative price, an unknown status and stock below zero are refused")
def _(box: Box) -> None:
    name = small()
    number = cart(name)
    order = run(name, f"SELECT place_order(1, {cart(name, A=1)});")
    for script, what in [
        (f"INSERT INTO cart_items (cart_id, sku, quantity) VALUES ({number}, 'A', 0);", "quantity 0 in a cart"),
        (f"INSERT INTO order_items (order_id, sku, quantity, unit_price_cents) VALUES ({order}, 'B', 0, 1);", "quantity 0 in an order"),
        (f"INSERT INTO order_items (order_id, sku, quantity, unit_price_cents) VALUES ({order}, 'B', 1, -1);", "a negative price in an order"),
        ("UPDATE prices SET price_cents = -1;", "a negative price"),
        ("UPDATE orders SET status = 'LOST';", "the status LOST"),
        ("UPDATE inventory SET reserved = on_hand + 1;", "more reserved than on hand"),
        ("UPDATE inventory SET reserved = -1;", "reserved −1"),
    ]:
        refused(name, script, "23514", what)
    refused(name, "INSERT INTO customers (email, name, region) VALUES ('A@Example.com', 'again', 'eu');", "23505",
            "the same e-mail address in capitals")


@at(6, "two price periods of one product may not overlap")
def _(box: Box) -> None:
    name = small()
    new = "INSERT INTO prices (product_id, price_cents, valid) SELECT id, 900, tstzrange({}) FROM products WHERE sku = 'A';"
    refused(name, new.format("'2024-01-01', '2024-02-01'"), "23P01", "a period within another one")
    done = psql(name, new.format("'2019-01-01', '2020-01-01'"))
    check(done.returncode == 0, f"a period that ends where the next begins: {said(done)}")


@at(7, "revenue of a category counts each line once, five levels deep")
def _(box: Box) -> None:
    name = seeded()
    found = {row["category_id"]: row for row in ask(name, learners("reports/08_category_revenue.sql"))}
    parents = {row["id"]: row["parent_id"] for row in ask(name, "SELECT id, parent_id FROM categories")}
    equal(sorted(found), sorted(parents), "categories in the report")
    lines = ask(name, """
        SELECT p.id, sum(i.quantity * i.unit_price_cents) AS cents FROM order_items i
        JOIN orders o ON o.id = i.order_id JOIN products p USING (sku)
        WHERE o.status IN ('CONFIRMED', 'PAID', 'SHIPPED') GROUP BY p.id""")
    cents = {row["id"]: row["cents"] for row in lines}
    members: dict[int, set[int]] = defaultdict(set)
    depth: dict[int, int] = {}
    for category in parents:
        above, steps = category, 0
        while above is not None:
            above, steps = parents[above], steps + 1
        depth[category] = steps
    for row in ask(name, "SELECT product_id, category_id FROM product_categories"):
        category = row["category_id"]
        while category is not None:
            members[category].add(row["product_id"])
            category = parents[category]
    equal(max(depth.values()), 5, "levels of the tree")
    for category in sorted(parents):
        expected = sum(cents.get(product, 0) for product in members[category])
        equal(int(found[category]["revenue_cents"]), expected, f"revenue_cents of category {category}")
        equal(found[category]["depth"], depth[category], f"depth of category {category}")


@at(8, "daily revenue and its 7-day average agree with a sum made by hand")
def _(box: Box) -> None:
    name = create(seeded())
    run(name, """
        UPDATE orders SET status = 'CANCELLED' WHERE placed_at >= '2024-03-05 00:00+00' AND placed_at < '2024-03-06 00:00+00';
    """)
    orders = ask(name, "SELECT (placed_at AT TIME ZONE 'UTC')::date AS day, status, total_cents FROM orders")
    revenue: dict[date, int] = defaultdict(int)
    days = {date.fromisoformat(row["day"]) for row in orders}
    for row in orders:
        if row["status"] in REVENUE:
            revenue[date.fromisoformat(row["day"])] += row["total_cents"]
    found = {date.fromisoformat(row["day"]): row for row in ask(name, learners("reports/01_daily_revenue.sql"))}
    calendar = [min(days) + timedelta(days=n) for n in range((max(days) - min(days)).days + 1)]
    missing = [day for day in calendar if day not in found]
    check(not missing, f"no row for {missing[0] if missing else ''}: a day without revenue has a row with 0")
    for position, day in enumerate(calendar):
        equal(int(found[day]["revenue_cents"]), revenue[day], f"revenue_cents of {day}")
        window = calendar[max(0, position - 6):position + 1]
        mean = sum(revenue[each] for each in window) / len(window)
        check(abs(float(found[day]["average_cents"]) - mean) <= 0.5,
              f"average_cents of {day}: expected {mean:.1f} rounded, found {found[day]['average_cents']}")


@at(9, "every foreign key is served by an index")
def _(box: Box) -> None:
    name = migrated()
    keys = ask(name, "SELECT count(*) AS n FROM pg_constraint WHERE contype = 'f'")[0]["n"]
    check(keys >= 14, f"the schema has {keys} foreign keys; its arrows need 14 at least")
    found = ask(name, (KIT / "queries/unindexed_foreign_keys.sql").read_text(encoding="utf-8"))
    listed = ", ".join(f"{row['table_name']}.{row['foreign_key']}" for row in found)
    check(not found, f"foreign keys without an index: {listed}")


@at(10, "the order history comes from an index, without a sort and within 50 buffers")
def _(box: Box) -> None:
    query = learners("queries/order_history.sql")
    name = create(seeded())
    run(name, """
        INSERT INTO orders (customer_id, region, status, total_cents, placed_at)
        SELECT 17, 'us', 'PAID', 100, timestamptz '2025-01-01 00:00+00' + g * 7919 % 3000 * interval '1 hour' FROM generate_series(1, 2000) g;
        VACUUM ANALYZE orders;
    """)
    done = psql(name, f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)\n{query};", "-v", "customer=17")
    check(done.returncode == 0, f"queries/order_history.sql: {said(done)}")
    plan = json.loads(done.stdout)[0]["Plan"]
    kinds: list[str] = []

    def walk(node: dict[str, Any]) -> None:
        kinds.append(node["Node Type"])
        for child in node.get("Plans", []):
            walk(child)

    walk(plan)
    check(any("Index" in kind for kind in kinds), f"the plan uses no index: {' ← '.join(kinds)}")
    check(not any("Sort" in kind for kind in kinds), f"the plan sorts: {' ← '.join(kinds)}")
    buffers = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    check(buffers < 50, f"the plan touches {buffers} buffers; the specification wants fewer than 50")


@at(11, "app_ro reads and cannot write")
def _(box: Box) -> None:
    name = small()
    equal(run(name, "SET ROLE app_ro; SELECT count(*) FROM products;"), "2", "products that app_ro sees")
    for script in ("UPDATE products SET name = 'x'", "DELETE FROM orders", "INSERT INTO carts (customer_id) VALUES (1)"):
        refused(name, f"SET ROLE app_ro; {script};", "42501", f"app_ro: {script}")


@at(12, "the twenty queries return as many rows as expected", timeout=60)
def _(box: Box) -> None:
    name = seeded()
    with (KIT / "queries/prompts.csv").open(encoding="utf-8") as file:
        prompts = list(csv.DictReader(file, delimiter=";"))
    wrong = []
    for prompt in prompts:
        path = KIT / f"queries/{prompt['number']}.sql"
        if not path.exists():
            wrong.append(f"{prompt['number']} is not there")
            continue
        done = psql(name, f"SET timezone = 'UTC'; {path.read_text(encoding='utf-8')}")
        rows = len(done.stdout.splitlines())
        if done.returncode != 0:
            wrong.append(f"{prompt['number']}: {said(done)}")
        elif rows != int(prompt["rows"]):
            wrong.append(f"{prompt['number']}: expected {prompt['rows']} rows, found {rows}")
    check(not wrong, f"{len(wrong)} of {len(prompts)} queries are not right yet; {wrong[0] if wrong else ''}")

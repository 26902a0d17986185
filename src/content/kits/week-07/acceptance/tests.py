"""Acceptance tests of week 7, numbered as on its page: three services, PostgreSQL and RabbitMQ, all started here."""

import functools
import json
import os
import socket
import subprocess
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from harness import Answer, Box, Failed, Running, at, check, equal, eventually, free_port, http
from servers import execute, postgres, rabbitmq, sql

KIT = Path(__file__).resolve().parent.parent


@functools.cache
def databases() -> None:
    """Three databases with their users and tables. Not remembered where the set-up fails."""
    server = postgres()
    execute(server, (KIT / "databases/setup.sql").read_text(encoding="utf-8"))
    for name in ("catalog", "orders", "inventory"):
        execute(server, (KIT / f"databases/{name}.sql").read_text(encoding="utf-8"), database=name, user=name)


class Shop:
    """The services of one test. `start` gives each its port; they share databases and broker with other tests."""

    def __init__(self, box: Box, *names: str) -> None:
        databases()
        self.box = box
        self.urls: dict[str, str] = {}
        self.sku = f"SKU-{uuid.uuid4().hex[:8]}"
        for name in names:
            self.start(name)

    def start(self, name: str, wait: bool = True, **env: str) -> Running:
        commands = json.loads((KIT / "serve.json").read_text(encoding="utf-8"))
        port = free_port()
        self.urls[name] = f"http://127.0.0.1:{port}"
        database = f"postgresql://{name}@127.0.0.1:{postgres().port}/{name}"
        given = {"PORT": str(port), "DATABASE_URL": database, "AMQP_URL": rabbitmq().url, **env}
        return self.box.start(commands[name], env=given, ready=f"{self.urls[name]}/healthz" if wait else None)

    def stock(self, pieces: int, sku: str | None = None, price: int = 100) -> None:
        """A SKU with so many pieces and a price that orders knows."""
        name = sku or self.sku
        execute(postgres(), f"INSERT INTO inventory (sku, on_hand) VALUES ('{name}', {pieces})", database="inventory")
        execute(postgres(), f"INSERT INTO price_snapshots VALUES ('{name}', {price}, 1)", database="orders")

    def order(self, *lines: tuple[str, int]) -> int:
        answer = self.post(*lines)
        equal(answer.status, 202, "status of POST /orders")
        location = answer.headers.get("location", "")
        check(location.startswith("/orders/"), f"POST /orders: expected a Location, found {location!r}")
        return int(location.rsplit("/", 1)[1])

    def post(self, *lines: tuple[str, int], timeout: float = 5, **headers: str) -> Answer:
        body = {"customerId": 1, "lines": [{"sku": sku, "quantity": quantity} for sku, quantity in lines]}
        return http("POST", f"{self.urls['orders']}/orders", body, headers, timeout)

    def shown(self, order: int) -> dict[str, Any]:
        return http("GET", f"{self.urls['orders']}/orders/{order}").json()

    def becomes(self, order: int, status: str, timeout: float = 15) -> dict[str, Any]:
        eventually(lambda: self.shown(order)["status"] != "PENDING", f"order {order} is still PENDING", timeout)
        found = self.shown(order)
        equal(found["status"], status, f"status of order {order}")
        return found

    def reserved(self, sku: str | None = None) -> int:
        query = f"SELECT reserved FROM inventory WHERE sku = '{sku or self.sku}'"
        return int(sql(postgres(), query, database="inventory")[0]["reserved"])


def broker(*arguments: str) -> str:
    """Runs acceptance/broker.mjs."""
    done = subprocess.run(
        ["node", "acceptance/broker.mjs", *arguments], capture_output=True, text=True, cwd=KIT, timeout=20,
        env={**os.environ, "AMQP_URL": rabbitmq().url},
    )
    check(done.returncode == 0, f"broker {arguments[0]} {arguments[1]}: {(done.stderr.strip().splitlines() or ['failed'])[-1]}")
    return done.stdout.strip()


@at(1, "an order for available stock is confirmed and reserved once, at catalog's price", timeout=90)
def _(box: Box) -> None:
    shop = Shop(box, "catalog", "orders", "inventory")
    execute(postgres(), f"INSERT INTO inventory (sku, on_hand) VALUES ('{shop.sku}', 5)", database="inventory")
    product = http("POST", f"{shop.urls['catalog']}/products", {"sku": shop.sku, "name": "lamp", "priceCents": 250})
    equal(product.status, 201, "status of POST /products")
    eventually(lambda: shop.post((shop.sku, 9)).status == 202, "orders never heard of the price of a new product")
    order = shop.order((shop.sku, 2))
    equal(shop.becomes(order, "CONFIRMED")["totalCents"], 500, "totalCents of 2 × 250")
    found = http("GET", f"{shop.urls['inventory']}/stock/{shop.sku}").json()
    equal(found, {"sku": shop.sku, "onHand": 5, "reserved": 2}, "stock")
    equal(http("POST", f"{shop.urls['orders']}/orders/{order}/cancel").status, 202, "status of the cancellation")
    eventually(lambda: shop.reserved() == 0, "a cancelled order still holds its stock")


@at(2, "with inventory down orders are taken, and confirmed when it is back", timeout=90)
def _(box: Box) -> None:
    shop = Shop(box, "orders", "inventory")
    shop.stock(5)
    box._running[-1].stop()
    order = shop.order((shop.sku, 1))
    crashing = shop.start("inventory", wait=False, CRASH_BEFORE_COMMIT="1")
    eventually(lambda: crashing.process.poll() is not None, "CRASH_BEFORE_COMMIT=1 did not end inventory", 20)
    equal(shop.shown(order)["status"], "PENDING", "status while inventory is down")
    shop.start("inventory")
    shop.becomes(order, "CONFIRMED")
    equal(shop.reserved(), 1, "pieces reserved")


@at(3, "an event that is delivered twice reserves once", timeout=60)
def _(box: Box) -> None:
    shop = Shop(box, "orders", "inventory")
    shop.stock(9)
    data = {"orderId": 900_000, "customerId": 1, "region": "eu", "totalCents": 200,
            "lines": [{"sku": shop.sku, "quantity": 2, "unitPriceCents": 100, "discountCents": 0}]}
    event = {"eventId": str(uuid.uuid4()), "type": "OrderPlaced", "version": 1, "occurredAt": "2026-01-01T00:00:00Z", "data": data}
    broker("publish", "OrderPlaced", json.dumps(event), "2")
    eventually(lambda: shop.reserved() == 2, "the event was not consumed")
    shop.becomes(shop.order((shop.sku, 1)), "CONFIRMED")
    equal(shop.reserved(), 3, "pieces reserved by one event of 2, delivered twice, and an order of 1")
    eventually(lambda: "processed_events" in box._running[-1].text, "inventory logs no hit in processed_events", 3)


@at(4, "a crash after the commit and before publishing loses nothing", timeout=60)
def _(box: Box) -> None:
    shop = Shop(box, "inventory")
    shop.stock(5)
    crashing = shop.start("orders", CRASH_BEFORE_PUBLISH="1")
    order = shop.order((shop.sku, 1))
    eventually(lambda: crashing.process.poll() is not None, "CRASH_BEFORE_PUBLISH=1 did not end orders")
    shop.start("orders")
    shop.becomes(order, "CONFIRMED")


@at(5, "a malformed event goes to the dead-letter queue, and others keep flowing", timeout=60)
def _(box: Box) -> None:
    shop = Shop(box, "orders", "inventory")
    shop.stock(5)
    broker("publish", "OrderPlaced", "{not json")
    shop.becomes(shop.order((shop.sku, 1)), "CONFIRMED")
    dead = "inventory.order-placed.dead"
    eventually(lambda: broker("count", dead) != "0", f"nothing arrived in {dead}", 15, 0.5)


@at(6, "without enough stock an order is rejected and none of its lines stays reserved", timeout=60)
def _(box: Box) -> None:
    shop = Shop(box, "orders", "inventory")
    shop.stock(5, "A" + shop.sku)
    shop.stock(1, "B" + shop.sku)
    found = shop.becomes(shop.order(("A" + shop.sku, 2), ("B" + shop.sku, 2)), "REJECTED")
    check(found.get("reason"), "a rejected order has no reason")
    equal([shop.reserved("A" + shop.sku), shop.reserved("B" + shop.sku)], [0, 0], "pieces reserved of both lines")


@at(7, "a catalog that never answers does not hold an order up", timeout=60)
def _(box: Box) -> None:
    with socket.create_server(("127.0.0.1", 0)) as slow:
        shop = Shop(box)
        shop.start("orders", CATALOG_URL=f"http://127.0.0.1:{slow.getsockname()[1]}")
        shop.stock(5)
        begun = time.monotonic()
        shop.post((shop.sku, 1), timeout=8)
        took = time.monotonic() - begun
        check(took < 2, f"POST /orders took {took:.1f} s; the specification allows 1.1")


@at(8, "two replicas of inventory and 500 orders for 100 pieces: exactly 100 are confirmed", timeout=110)
def _(box: Box) -> None:
    shop = Shop(box, "orders", "inventory", "inventory")
    shop.stock(100)
    with ThreadPoolExecutor(8) as pool:
        orders = list(pool.map(lambda _: shop.order((shop.sku, 1)), range(500)))
    query = f"SELECT status, count(*) AS n FROM orders WHERE id = ANY (ARRAY{orders}) GROUP BY status"

    def decided() -> dict[str, int]:
        found = {row["status"]: row["n"] for row in sql(postgres(), query, database="orders")}
        return {} if found.get("PENDING") else found

    found = eventually(decided, "some of 500 orders are still PENDING", 60, 0.5)
    equal(found, {"CONFIRMED": 100, "REJECTED": 400}, "orders by status")
    equal(shop.reserved(), 100, "pieces reserved")


@at(9, "one trace id goes from orders to inventory and back, in the headers of the messages", timeout=60)
def _(box: Box) -> None:
    shop = Shop(box)
    services = {name: shop.start(name) for name in ("orders", "inventory")}
    shop.stock(5)
    trace = uuid.uuid4().hex
    answer = shop.post((shop.sku, 1), traceparent=f"00-{trace}-{uuid.uuid4().hex[:16]}-01")
    shop.becomes(int(answer.json()["id"]), "CONFIRMED")
    for name, hops in (("orders", ("POST /orders", "StockReserved")), ("inventory", ("OrderPlaced",))):
        for hop in hops:
            logged = lambda: any(hop in line and trace in line for line in services[name].text.splitlines())  # noqa: B023, E731
            eventually(logged, f"{name}: no line of its output has both {hop!r} and the trace id {trace}", 5)


@at(10, "the user of orders cannot reach the database of inventory")
def _(box: Box) -> None:
    databases()
    try:
        execute(postgres(), "SELECT * FROM inventory", database="inventory", user="orders")
    except Failed as error:
        check("permission denied" in str(error), f"expected permission denied, found {error}")
    else:
        raise Failed("the user orders read the database of inventory")

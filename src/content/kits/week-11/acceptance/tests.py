"""Acceptance tests of week 11, numbered as on its page: five services, PostgreSQL and NATS, all started here."""

import functools
import itertools
import json
from pathlib import Path
from typing import Any

from harness import Answer, Box, Running, at, check, equal, eventually, free_port, http
from servers import execute, nats, postgres, sql
from stream import Stream

KIT = Path(__file__).resolve().parent.parent
SERVICES = ("orders", "orchestrator", "inventory", "payment", "shipping")
EVENTS = {
    "OrderPlaced", "StockReserved", "StockRejected", "PaymentAuthorized", "PaymentDeclined", "PaymentCaptured",
    "ShipmentCreated", "StockReleased", "AuthorizationVoided", "OrderCancelled",
}
STEPS = ["StockReserved", "PaymentAuthorized", "PaymentCaptured", "ShipmentCreated"]
numbers = itertools.count(1)


@functools.cache
def template() -> None:
    execute(postgres(), "CREATE DATABASE shop")
    execute(postgres(), (KIT / "databases/shop.sql").read_text(encoding="utf-8"), database="shop")


class Shop:
    """The services of one test, with a database of their own and empty streams."""

    def __init__(self, box: Box, *names: str, **env: str) -> None:
        template()
        self.box, self.env = box, env
        self.database = f"shop{next(numbers)}"
        execute(postgres(), f"CREATE DATABASE {self.database} TEMPLATE shop")
        self.stream = Stream(nats()[0].port)
        for name in ("ORDERS", "DEAD"):
            self.stream.remove(name)
        self.urls: dict[str, str] = {}
        self.stock("LAMP", 1000)
        for name in names:
            self.start(name)

    def start(self, name: str, wait: bool = True, **env: str) -> Running:
        commands = json.loads((KIT / "serve.json").read_text(encoding="utf-8"))
        port = free_port()
        self.urls[name] = f"http://127.0.0.1:{port}"
        database = f"postgresql://{name}@127.0.0.1:{postgres().port}/{self.database}"
        given = {"PORT": str(port), "DATABASE_URL": database, "NATS_URL": nats()[0].url, "ACK_WAIT_MS": "1000"}
        ready = f"{self.urls[name]}/healthz" if wait else None
        return self.box.start(commands[name], env={**given, **self.env, **env}, ready=ready)

    def rows(self, query: str) -> list[dict[str, Any]]:
        return sql(postgres(), query, database=self.database)

    def stock(self, sku: str, pieces: int) -> None:
        script = f"INSERT INTO inventory.inventory VALUES ('{sku}', {pieces}); INSERT INTO orders.price_snapshots VALUES ('{sku}', 100, 1);"
        execute(postgres(), script, database=self.database)

    def dial(self, **dials: Any) -> None:
        equal(http("PUT", f"{self.urls['payment']}/dials", dials).status, 200, "status of PUT /dials of payment")

    def order(self, quantity: int = 1, sku: str = "LAMP") -> int:
        body = {"customerId": 1, "lines": [{"sku": sku, "quantity": quantity}]}
        answer: Answer = http("POST", f"{self.urls['orders']}/orders", body)
        equal(answer.status, 202, "status of POST /orders")
        return int(answer.json()["id"])

    def status(self, order: int) -> str:
        return str(http("GET", f"{self.urls['orders']}/orders/{order}").json()["status"])

    def saga(self, order: int) -> str:
        found = self.rows(f"SELECT state FROM orchestrator.saga WHERE id = {order}")
        return found[0]["state"] if found else "without a saga"

    def becomes(self, order: int, *expected: str, timeout: float = 12) -> str:
        """Waits until the customer sees that the order has ended, and checks how."""
        try:
            eventually(lambda: self.status(order) in ("SHIPPED", "CANCELLED"), "", timeout)
        except Exception:
            check(False, f"after {timeout:g} s order {order} is still {self.status(order)}, its saga {self.saga(order)}")
        found = self.status(order)
        check(found in expected, f"order {order}: expected {' or '.join(expected)}, found {found}")
        return found

    def log(self, order: int) -> list[str]:
        return [row["event"] for row in self.rows(f"SELECT event FROM orchestrator.saga_log WHERE saga_id = {order} ORDER BY seq")]

    def reserved(self) -> int:
        return int(self.rows("SELECT reserved FROM inventory.inventory WHERE sku = 'LAMP'")[0]["reserved"])

    def payments(self, order: int) -> list[str]:
        return [row["state"] for row in self.rows(f"SELECT state FROM payment.payments WHERE order_id = {order}")]

    def settle(self) -> None:
        """Waits until nothing is left to send or to consume."""
        unsent = " + ".join(f"(SELECT count(*) FROM {name}.outbox WHERE sent_at IS NULL)" for name in SERVICES)
        quiet = lambda: self.stream.waiting("ORDERS") == 0 and self.rows(f"SELECT {unsent} AS n")[0]["n"] == 0  # noqa: E731
        eventually(lambda: quiet() and quiet(), "messages stay unsent or unacknowledged", 20, 0.1)

    def invariants(self) -> None:
        """Money and stock of all orders of this shop, after `settle`."""
        self.settle()
        found = self.rows("""
            SELECT o.id, o.status, s.state AS saga, p.state AS payment,
              (SELECT coalesce(sum(r.quantity), 0) FROM inventory.reservations r WHERE r.order_id = o.id AND r.state = 'RESERVED') AS held,
              (SELECT sum(i.quantity) FROM orders.order_items i WHERE i.order_id = o.id) AS ordered,
              (SELECT count(*) FROM shipping.shipments h WHERE h.order_id = o.id) AS shipments
            FROM orders.orders o LEFT JOIN orchestrator.saga s ON s.id = o.id LEFT JOIN payment.payments p ON p.order_id = o.id""")
        for row in found:
            name = f"order {row['id']} is {row['status']}"
            equal(row["saga"], row["status"], f"{name}: state of its saga")
            shipped = row["status"] == "SHIPPED"
            equal(row["payment"] == "CAPTURED", shipped, f"{name}: money captured")
            check(shipped or row["payment"] != "AUTHORIZED", f"{name}, and its authorization was not voided")
            equal(int(row["held"]), int(row["ordered"]) if shipped else 0, f"{name}: pieces that its reservations hold")
            equal(row["shipments"], 1 if shipped else 0, f"{name}: shipments")
        held = self.rows("SELECT coalesce(sum(quantity), 0) AS n FROM inventory.reservations WHERE state = 'RESERVED' AND sku = 'LAMP'")
        equal(self.reserved(), int(held[0]["n"]), "pieces reserved in inventory, against its reservations")

    def again(self, *types: str) -> None:
        """Delivers all messages of these types once more, or all that there are."""
        for subject, body, _ in self.stream.messages("ORDERS"):
            if not types or json.loads(body)["type"] in types:
                self.stream.publish(subject, body)
        self.settle()


@at(1, "an order is shipped, and its saga has the four steps once", timeout=60)
def _(box: Box) -> None:
    shop = Shop(box, *SERVICES)
    shop.becomes(shop.order(), "SHIPPED", timeout=12)
    order = shop.order(2)
    # The specification says 3 s; a busy computer gets more.
    shop.becomes(order, "SHIPPED", timeout=8)
    equal([event for event in shop.log(order) if event in STEPS], STEPS, "steps in saga_log")
    shop.invariants()
    shop.stock("RARE", 1)
    shop.becomes(shop.order(2, "RARE"), "CANCELLED")


@at(2, "a declined payment cancels the order and releases its stock exactly once", timeout=60)
def _(box: Box) -> None:
    shop = Shop(box, *SERVICES)
    shop.becomes(shop.order(5), "SHIPPED")
    shop.dial(decline=True)
    order = shop.order(2)
    shop.becomes(order, "CANCELLED")
    shop.invariants()
    equal(shop.reserved(), 5, "pieces reserved after the release, by the order that was shipped")
    shop.again("ReleaseStock")
    equal(shop.reserved(), 5, "pieces reserved after ReleaseStock was delivered again")
    equal(shop.log(order).count("StockReleased"), 1, "StockReleased in saga_log")


@at(3, "the orchestrator is killed around the commit of each step, and each saga ends well", timeout=100)
def _(box: Box) -> None:
    shop = Shop(box, "orders", "inventory", "payment", "shipping")
    moments = [
        "before-commit:OrderPlaced", "after-commit:StockReserved", "before-commit:PaymentAuthorized",
        "after-commit:PaymentCaptured", "before-commit:ShipmentCreated",
    ]
    for moment in moments:
        crashing = shop.start("orchestrator", CRASH=moment)
        order = shop.order()
        eventually(lambda: crashing.process.poll() is not None, f"CRASH={moment} did not end the orchestrator", 15)
        restarted = shop.start("orchestrator")
        shop.becomes(order, "SHIPPED", "CANCELLED")
        restarted.stop()
    shop.start("orchestrator")
    shop.invariants()


@at(4, "every message is delivered twice more, and effects occur once", timeout=60)
def _(box: Box) -> None:
    shop = Shop(box, *SERVICES)
    shipped = shop.order(5)
    shop.becomes(shipped, "SHIPPED")
    shop.dial(decline=True)
    cancelled = shop.order(2)
    shop.becomes(cancelled, "CANCELLED")
    shop.settle()
    before = {order: shop.log(order) for order in (shipped, cancelled)}
    shop.again()
    equal(len(shop.stream.messages("DEAD")), 0, "messages that went to the dead letters")
    shop.invariants()
    equal(shop.reserved(), 5, "pieces reserved")
    equal({order: shop.log(order) for order in before}, before, "saga_log after the repetition")


@at(5, "with shipping down a paid order goes only forward, and STUCK raises an alert", timeout=60)
def _(box: Box) -> None:
    shop = Shop(box, "orders", "inventory", "payment", DEADLINE_MS="1000", STUCK_AFTER_MS="2500")
    orchestrator = shop.start("orchestrator")
    order = shop.order()
    eventually(lambda: shop.saga(order) == "STUCK", "the saga is not STUCK after STUCK_AFTER_MS=2500", 20)
    equal(shop.status(order), "PAID", "status that the customer sees while the saga is STUCK")
    equal(shop.payments(order), ["CAPTURED"], "payment while the saga is STUCK")
    eventually(lambda: "ALERT" in orchestrator.text, "the orchestrator's output has no line with ALERT", 5)
    sent = [json.loads(body)["attempt"] for _, body, _ in shop.stream.messages("ORDERS") if json.loads(body)["type"] == "CreateShipment"]
    check(len(sent) > 1 and max(sent) > 1, f"CreateShipment: expected several attempts, found {sent}")
    shop.start("shipping")
    shop.becomes(order, "SHIPPED")
    shop.invariants()


@at(7, "a consumer is killed in the middle of its work, and another one loses and doubles nothing", timeout=90)
def _(box: Box) -> None:
    shop = Shop(box, "orders", "orchestrator", "payment", "shipping", DEADLINE_MS="60000")
    crashing = shop.start("inventory", CRASH="before-commit:ReserveStock")
    first = shop.order()
    eventually(lambda: crashing.process.poll() is not None, "CRASH=before-commit:ReserveStock did not end inventory", 15)
    victim = shop.start("inventory")
    shop.start("inventory")
    orders = [first, *(shop.order() for _ in range(10))]
    victim.kill()
    orders += [shop.order() for _ in range(10)]
    for order in orders:
        shop.becomes(order, "SHIPPED", timeout=12)
    shop.invariants()
    equal(shop.reserved(), 21, "pieces reserved by 21 orders")


@at(8, "a late authorization is voided, and of two handlers that read one version only one moves the saga", timeout=90)
def _(box: Box) -> None:
    shop = Shop(box, "orders", "inventory", "shipping", DEADLINE_MS="800")
    orchestrator = shop.start("orchestrator")
    late = shop.order()
    shop.becomes(late, "CANCELLED")
    payment = shop.start("payment")
    eventually(lambda: shop.payments(late) == ["VOIDED"], "the authorization that came after CANCELLED was not voided", 10)
    shop.settle()
    equal(shop.status(late), "CANCELLED", "status of the order after the late authorization")
    orchestrator.stop()
    shop.start("orchestrator", DEADLINE_MS="600", PAUSE_AFTER_READ_MS="900")
    raced = shop.order()
    found = shop.becomes(raced, "SHIPPED", "CANCELLED", timeout=30)
    shop.invariants()
    events = [event for event in shop.log(raced) if event != "DeadlinePassed"]
    check(found == "CANCELLED" or "StockReleased" not in events, f"a shipped order released its stock: {events}")
    check(payment.process.poll() is None, "payment has ended")


@at(9, "poison messages end as dead letters after 5 attempts, and nothing waits behind them", timeout=60)
def _(box: Box) -> None:
    shop = Shop(box, *SERVICES)
    for partition in range(6):
        shop.stream.publish(f"order.commands.stock.{partition}", b"{not json")
    orders = [shop.order() for _ in range(3)]
    for order in orders:
        shop.becomes(order, "SHIPPED", timeout=30)
    eventually(lambda: len(shop.stream.messages("DEAD")) == 6, "not all of 6 poison messages are in the stream DEAD", 20, 0.2)
    for subject, body, headers in shop.stream.messages("DEAD"):
        equal((subject, body), ("dead.inventory", b"{not json"), "subject and body of a dead letter")
        check("attempts: 5" in headers.lower(), f"a dead letter: expected the header Attempts: 5, found {headers!r}")
    shop.settle()


@at(10, "the events of an order lie in one partition, in the order of its saga_log", timeout=60)
def _(box: Box) -> None:
    shop = Shop(box, *SERVICES)
    orders = [shop.order() for _ in range(4)]
    for order in orders:
        shop.becomes(order, "SHIPPED")
    shop.dial(decline=True)
    orders.append(shop.order())
    shop.becomes(orders[-1], "CANCELLED")
    shop.settle()
    read = [(subject, json.loads(body)) for subject, body, _ in shop.stream.messages("ORDERS") if subject.startswith("order.events.")]
    for order in orders:
        mine = [(subject, event["type"]) for subject, event in read if event["data"]["orderId"] == order]
        equal(len({subject for subject, _ in mine}), 1, f"subjects that hold events of order {order}")
        equal(mine[0][0].rsplit(".", 1)[1] in "012345", True, "partition from 0 to 5")
        equal([event for event in shop.log(order) if event in EVENTS], [kind for _, kind in mine], f"saga_log of order {order}, against its events")
